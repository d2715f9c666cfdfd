package dev.secateur.engine.autograd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Op;

/// Collects the rules of all families while the table is made.
final class RuleTable {

    private final Map<Class<? extends Op>, AutogradRule<?>> rules = new HashMap<>();

    /// An operator with one result and no trained operands.
    <O extends Op> RuleTable put(Class<O> op, AutogradRule.Single<O> forward) {
        return put(op, forward, AutogradRule::none);
    }

    <O extends Op> RuleTable put(Class<O> op, AutogradRule.Single<O> forward, AutogradRule.Roles<O> roles) {
        return put(op, forward, roles, AutogradRule::open);
    }

    <O extends Op> RuleTable put(Class<O> op, AutogradRule.Single<O> forward, AutogradRule.Roles<O> roles,
            AutogradRule.Block<O> block) {
        AutogradRule.Forward<O> one = (o, site) -> List.of(forward.run(o, site));
        rules.put(op, new AutogradRule<>(one, roles, block));
        return this;
    }

    /// An operator with several results.
    <O extends Op> RuleTable many(Class<O> op, AutogradRule.Forward<O> forward, AutogradRule.Roles<O> roles) {
        rules.put(op, new AutogradRule<>(forward, roles, AutogradRule::open));
        return this;
    }

    /// An operator through which no gradient ever passes.
    <O extends Op> RuleTable blocked(Class<O> op, AutogradRule.Single<O> forward, String why) {
        return put(op, forward, AutogradRule::none, o -> why);
    }

    Map<Class<? extends Op>, AutogradRule<?>> rules() {
        return Map.copyOf(rules);
    }

    /// The kind for one operand, none for the others.
    static <O extends Op> AutogradRule.Roles<O> operands(Map<Integer, ParameterKind> kinds) {
        return (op, operand) -> kind(kinds, operand);
    }

    private static @Nullable ParameterKind kind(Map<Integer, ParameterKind> kinds, int operand) {
        return kinds.get(operand);
    }
}
