package dev.secateur.engine.compress.proxylessnas;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;

/// Runs one operation of an edge in the place of its stand-in, and others beside it where they are compared.
///
/// While operations are compared the result is `sum_j g_j o_j(x)` with g = 1 for the one that runs and 0 for the others, whose results
/// are made without a tape: so a gradient with respect to every g is there at the price of one path.
final class Gate {

    private final Edge edge;
    private final TrainableGraph store;
    private int active;
    private int[] compared = new int[0];
    private List<Var> gates = List.of();
    private @Nullable Var seen;

    private Gate(Edge edge, TrainableGraph store) {
        this.edge = edge;
        this.store = store;
    }

    /// Puts gates into a trunk. What looks at a value comes behind what changes it.
    static List<Gate> attach(TrainableGraph trunk, TrainableGraph store, List<Edge> edges) {
        List<Gate> gates = edges.stream().map(e -> new Gate(e, store)).toList();
        gates.forEach(g -> trunk.attach(g.edge.place(), g.choice()));
        gates.forEach(g -> trunk.attach(g.edge.entry(), (value, mode) -> {
            g.seen = value;
            return value;
        }));
        return gates;
    }

    /// From now on one operation is run, and nothing is compared.
    void run(int operation) {
        active = operation;
        compared = new int[0];
        gates = List.of();
    }

    /// From now on one operation is run and others are compared with it. Needs an open scope, in which it lasts.
    ///
    /// @param operations the one that is run among them
    void compare(int operation, int[] operations) {
        active = operation;
        compared = operations.clone();
        gates = IntStream.of(operations).mapToObj(o -> Var.scalar(o == operation ? 1 : 0).requireGradient(true))
                .toList();
    }

    /// What the gradients are asked for: one for each operation that is compared, in their order.
    List<Var> gates() {
        return gates;
    }

    private Interceptor choice() {
        return (stand, mode) -> {
            Var x = seen;
            seen = null;
            if (x == null) {
                throw new IllegalStateException("edge " + edge.id() + " was reached before what it reads");
            }
            if (gates.isEmpty()) {
                return result(active, x, mode);
            }
            return mixed(x, mode);
        };
    }

    private Var mixed(Var x, Mode mode) {
        Var sum = null;
        for (int i = 0; i < compared.length; i++) {
            Var term = (compared[i] == active ? result(active, x, mode) : beside(compared[i], x, mode))
                    .mul(gates.get(i));
            sum = sum == null ? term : sum.add(term);
        }
        if (sum == null) {
            throw new IllegalStateException("nothing to compare");
        }
        return sum;
    }

    private Var beside(int operation, Var x, Mode mode) {
        try (Section off = Torch.withoutGradients()) {
            return result(operation, x.detach(), mode).detach();
        }
    }

    private Var result(int index, Var x, Mode mode) {
        Operation operation = edge.operations().get(index);
        return operation.isSkip()
                ? x
                : store.run(Map.of(operation.entry(), x), List.of(operation.exit()), mode).values().iterator().next();
    }
}
