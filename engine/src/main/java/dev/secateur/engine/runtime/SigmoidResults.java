package dev.secateur.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Compares again what goes into a sigmoid where its results say nothing.
///
/// ONNX Runtime computes a sigmoid as a quotient of polynomials plus one half, right to about 2e-7 however small the result. Where a
/// detector is sure that nothing is there, two networks that compute the same then differ by percents, and two that do not by no more.
final class SigmoidResults {

    /// Differences up to this one may come from the sigmoid alone.
    private static final double RESOLUTION = 0x1p-21;
    /// Relative differences below this one need no second look.
    private static final double ROUNDING = 1e-6;

    private SigmoidResults() {}

    /// The same difference, but for results of a sigmoid whose difference may be that of the sigmoid alone: for those `maxRel` is that
    /// of what goes into it.
    static Difference lookedAtAgain(Difference found, Graph a, Graph b, List<Map<String, Tensor>> inputs,
            OrtOptions options, Progress progress) throws ProblemException {
        List<Integer> doubtful = new ArrayList<>();
        List<Value> first = new ArrayList<>();
        List<Value> second = new ArrayList<>();
        for (int i = 0; i < found.perOutput().size(); i++) {
            Difference.OfOutput own = found.perOutput().get(i);
            Optional<Value> before = before(a, a.outputs().get(i));
            Optional<Value> reference = before(b, b.outputs().get(i));
            if (own.maxRel() > ROUNDING && own.maxAbs() <= RESOLUTION && before.isPresent() && reference.isPresent()
                    && !first.contains(before.get()) && !second.contains(reference.get())) {
                doubtful.add(i);
                first.add(before.get());
                second.add(reference.get());
            }
        }
        if (doubtful.isEmpty()) {
            return found;
        }
        Difference again = Parity.compareInner(giving(a, first), giving(b, second), inputs, options, progress);
        List<Difference.OfOutput> all = new ArrayList<>(found.perOutput());
        for (int i = 0; i < doubtful.size(); i++) {
            Difference.OfOutput own = all.get(doubtful.get(i));
            all.set(doubtful.get(i),
                    new Difference.OfOutput(own.output(), own.maxAbs(), again.perOutput().get(i).maxRel()));
        }
        return new Difference(found.maxAbs(), all.stream().mapToDouble(Difference.OfOutput::maxRel).max().orElse(0),
                found.inputs(), all);
    }

    /// What goes into the sigmoid that gives these numbers, perhaps in another order.
    private static Optional<Value> before(Graph graph, Value value) {
        Node node = graph.producer(value).orElse(null);
        return node == null
                ? Optional.empty()
                : switch (node.op()) {
                    case Unary(Unary.Kind kind) when kind == Unary.Kind.SIGMOID -> Optional.of(node.input(0))
                            .filter(v -> graph.producer(v).isPresent());
                    case Reshape r -> before(graph, node.input(0));
                    case Transpose t -> before(graph, node.input(0));
                    case Squeeze s -> before(graph, node.input(0));
                    case Unsqueeze u -> before(graph, node.input(0));
                    case Flatten f -> before(graph, node.input(0));
                    case Identity i -> before(graph, node.input(0));
                    default -> Optional.empty();
                };
    }

    private static Graph giving(Graph graph, List<Value> results) {
        GraphEditor editor = graph.edit();
        editor.setOutputs(results);
        return editor.build();
    }
}
