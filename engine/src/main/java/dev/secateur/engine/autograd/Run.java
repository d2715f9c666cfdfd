package dev.secateur.engine.autograd;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Op;

/// One forward pass. Handles of intermediate results are closed after their last use, so that memory that no tape needs
/// is used again while it is still in the processor's cache.
final class Run {

    private final Graph graph;
    private final Weights weights;
    private final Attachments attachments;
    private final ExecutionOptions options;
    private final Mode mode;
    private final Map<Value, Tensor> present = new HashMap<>();
    private @Nullable Interruption interruption;

    Run(Graph graph, Weights weights, Attachments attachments, ExecutionOptions options, Mode mode) {
        this.graph = graph;
        this.weights = weights;
        this.attachments = attachments;
        this.options = options;
        this.mode = mode;
    }

    /// Asks between nodes whether to go on; null for never. Gives itself.
    Run interruptedBy(@Nullable Interruption asked) {
        interruption = asked;
        return this;
    }

    Map<Value, Var> outputs(Plan plan, Map<Value, Var> given, List<Value> wanted) {
        given.forEach((value, data) -> put(value, arranged(data.raw())));
        for (int i = 0; i < plan.steps().size(); i++) {
            if (interruption != null) {
                interruption.ask();
            }
            step(plan.steps().get(i), plan.spare().get(i));
            for (Value ended : plan.ends().get(i)) {
                Tensor tensor = present.remove(ended);
                if (tensor != null && !attachments.isIntercepted(ended)) {
                    tensor.close();
                }
            }
        }
        Map<Value, Var> results = new LinkedHashMap<>();
        for (Value value : wanted) {
            results.put(value, new Var(operand(value)));
        }
        return results;
    }

    private Tensor arranged(Tensor data) {
        Tensor real = data.is_floating_point() && data.scalar_type().value != Host.type(options.precision()).value
                ? data.to(Host.type(options.precision()))
                : data;
        if (!options.channelsLast() || real.dim() != 4 || !real.is_floating_point()) {
            return real;
        }
        // With one channel both layouts are the same bytes, and LibTorch takes what is contiguous for channels first, in all that follows. A copy
        // is given the strides of the other.
        return real.size(1) == 1
                ? real.clone(new MemoryFormatOptional(torch.MemoryFormat.ChannelsLast))
                : real.contiguous(torch.MemoryFormat.ChannelsLast);
    }

    private void put(Value value, Tensor tensor) {
        present.put(value, attachments.intercept(value, new Var(tensor), mode).raw());
    }

    private void step(Node node, Set<Value> spare) {
        @Nullable
        Tensor[] operands = new Tensor[node.inputs().size()];
        dev.secateur.engine.tensor.@Nullable Tensor[] hosts = new dev.secateur.engine.tensor.Tensor[operands.length];
        for (int i = 0; i < operands.length; i++) {
            Value value = node.input(i);
            if (value.isPresent()) {
                operands[i] = operand(value);
                hosts[i] = weights.host(value);
            }
        }
        Site site = new Site(node, operands, hosts, mode, weights.statistics(node), options.precision());
        List<Tensor> results = forward(node, site, spare);
        for (int i = 0; i < results.size() && i < node.outputs().size(); i++) {
            Value made = node.outputs().get(i);
            if (made.isPresent()) {
                Tensor result = own(results.get(i), operands);
                if (interruption != null) {
                    interruption.askBehind(result);
                }
                put(made, result);
            }
        }
    }

    /// A rule may hand its operand on; the result needs a handle of its own, since each is closed by itself.
    private static Tensor own(Tensor result, @Nullable Tensor[] operands) {
        for (Tensor operand : operands) {
            if (result == operand) {
                return new Tensor(result);
            }
        }
        return result;
    }

    private Tensor operand(Value value) {
        Tensor tensor = present.get(value);
        if (tensor == null) {
            tensor = constant(value);
            present.put(value, tensor);
        }
        return tensor;
    }

    private Tensor constant(Value value) {
        Parameter parameter = weights.parameter(value);
        if (parameter != null) {
            return attachments.effective(parameter, mode).raw();
        }
        Var fixed = weights.fixed(value);
        if (fixed == null) {
            throw new IllegalStateException("nothing gives " + graph.name(value));
        }
        return fixed.raw();
    }

    private List<Tensor> forward(Node node, Site site, Set<Value> spare) {
        AutogradRule<?> rule = AutogradRules.find(node.op());
        if (rule == null) {
            throw new IllegalStateException("no rule for " + node.op().type());
        }
        try {
            Tensor overwritten = Overwriting.apply(node.op(), site,
                    i -> spare.contains(node.input(i)) && !attachments.isIntercepted(node.input(i)));
            return overwritten == null ? forward(rule, node.op(), site) : List.of(overwritten);
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalStateException("node " + graph.name(node) + " (" + node.op().type() + "): " + message, e);
        }
    }

    /// The table pairs each class with a rule for that class, so the cast cannot fail.
    @SuppressWarnings("unchecked")
    private static <O extends Op> List<Tensor> forward(AutogradRule<?> rule, O op, Site site) {
        return ((AutogradRule<O>) rule).forward().run(op, site);
    }
}
