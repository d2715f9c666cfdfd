package dev.secateur.engine.rewrite.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Puts batch normalisations behind convolutions that lost theirs when they were exported, so that methods which train or
/// read normalisations work on such models.
///
/// On samples, mean and variance of every channel of a convolution's result are measured. The normalisation gets them as
/// running statistics, the deviation as its scale and the mean as its shift: it changes nothing in use, and normalises in
/// training as one that was trained there would. A bias moves into it, as in `Conv` and `BatchNormalization` of PyTorch.
public final class RecreateBatchNorm {

    /// Largest relative difference to the original in ONNX Runtime.
    public static final double TOLERANCE = 1e-4;

    private static final String WHAT = "batch normalisations cannot be made anew";
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    private final Graph graph;
    private final List<Node> convolutions;

    private RecreateBatchNorm(Graph graph, List<Node> convolutions) {
        this.graph = graph;
        this.convolutions = convolutions;
    }

    /// What came of it.
    ///
    /// @param graph the same object as before if no convolution lacks a normalisation
    /// @param convolutions names of those that have a normalisation behind them now
    /// @param difference to the original on the samples
    public record Recreated(Graph graph, List<String> convolutions, Difference difference) {
        public Recreated {
            convolutions = List.copyOf(convolutions);
        }
    }

    /// Whether a normalisation can be put behind a node.
    public static Match<Node> match(Graph graph, Node node) {
        if (!(node.op() instanceof Conv)) {
            return Match.no("it is no convolution but " + node.op().type(), node);
        }
        Optional<Tensor> weight = graph.constant(node.input(1)).filter(w -> w.dtype() == DType.FLOAT);
        if (weight.isEmpty()) {
            return Match.no("its weights are not constant float32", node);
        }
        if (node.input(2).isPresent() && graph.constant(node.input(2)).isEmpty()) {
            return Match.no("its bias is computed, not constant", node);
        }
        Optional<Node> norm = graph.uses(node.output()).stream().map(use -> use.node())
                .filter(n -> n.op() instanceof BatchNormalization).findFirst();
        return norm.isPresent()
                ? Match.no("a batch normalisation follows it already", node, norm.get())
                : Match.yes(node);
    }

    /// Puts a normalisation behind every convolution that has none.
    ///
    /// @param samples inputs by name, one map for each run; a thousand samples of the data that the model is for
    /// @throws ProblemException if the model cannot run on the samples, if a result is not finite or too few were seen, or if
    ///     the function did not stay within {@link #TOLERANCE}
    public static Recreated in(Graph graph, List<Map<String, Tensor>> samples, Progress progress)
            throws ProblemException {
        List<Node> convolutions = graph.nodes().stream().filter(n -> match(graph, n).applies()).toList();
        RecreateBatchNorm rewrite = new RecreateBatchNorm(graph, convolutions);
        Graph changed = convolutions.isEmpty()
                ? graph
                : rewrite.apply(rewrite.measure(samples, progress.part(0, 0.7)));
        Difference difference = Parity.compare(changed, graph, samples, progress.part(0.7, 1));
        if (difference.maxRel() > TOLERANCE) {
            throw ProblemException.ofModel(WHAT, null, "the model would give results that differ by "
                    + difference.maxRel() + " of their largest", "leave its convolutions as they are");
        }
        return new Recreated(changed, convolutions.stream().map(graph::name).toList(), difference);
    }

    private Map<Node, ChannelMoments> measure(List<Map<String, Tensor>> samples, Progress progress)
            throws ProblemException {
        Map<Node, ChannelMoments> moments = new LinkedHashMap<>();
        for (Node node : convolutions) {
            moments.put(node, new ChannelMoments((int) graph.constant(node.input(1)).orElseThrow().dim(0)));
        }
        GraphEditor editor = graph.edit();
        editor.setOutputs(convolutions.stream().map(Node::output).toList());
        Graph observed = editor.build();
        try (OrtSession session = OrtSession.open(observed, OrtOptions.defaults())) {
            int done = 0;
            for (Map<String, Tensor> sample : samples) {
                progress.report((double) done++ / samples.size(), "Measuring channels");
                progress.check();
                Map<String, Tensor> results = session.run(sample, progress);
                for (Map.Entry<Node, ChannelMoments> entry : moments.entrySet()) {
                    String name = observed.name(entry.getKey().output());
                    take(entry.getKey(), entry.getValue(), Objects.requireNonNull(results.get(name), name));
                }
            }
        }
        for (Map.Entry<Node, ChannelMoments> entry : moments.entrySet()) {
            if (entry.getValue().count() < 2) {
                throw ProblemException.ofModel(WHAT, graph.name(entry.getKey()),
                        "a variance needs more than one number of each channel", "give more samples");
            }
        }
        return moments;
    }

    private void take(Node node, ChannelMoments moments, Tensor result) throws ProblemException {
        if (!moments.add(result)) {
            throw ProblemException.ofModel(WHAT, graph.name(node), "its result on the samples is not finite", "");
        }
    }

    private Graph apply(Map<Node, ChannelMoments> moments) {
        GraphEditor editor = graph.edit();
        moments.forEach((node, measured) -> put(editor, node, measured));
        editor.removeUnused();
        return editor.build();
    }

    private void put(GraphEditor editor, Node node, ChannelMoments moments) {
        int channels = moments.channels();
        double[] bias = graph.constant(node.input(2)).map(Tensor::toDoubles).orElse(new double[channels]);
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        for (int c = 0; c < channels; c++) {
            variance[c] = (float) moments.variance(c);
            scale[c] = (float) Math.sqrt((double) variance[c] + EPSILON);
            mean[c] = (float) (moments.mean(c) - bias[c]);
            // The bias is what the normalisation has to add, whatever rounding the mean suffered.
            shift[c] = (float) (mean[c] + bias[c]);
        }
        String name = graph.name(node);
        List<Value> operands = new ArrayList<>(List.of(node.output()));
        operands.add(editor.addConstant(name + ".bn.weight", Tensor.of(scale, channels)));
        operands.add(editor.addConstant(name + ".bn.bias", Tensor.of(shift, channels)));
        operands.add(editor.addConstant(name + ".bn.running_mean", Tensor.of(mean, channels)));
        operands.add(editor.addConstant(name + ".bn.running_var", Tensor.of(variance, channels)));
        editor.setInputs(node, List.of(node.input(0), node.input(1)));
        Node norm = editor.addNode(new BatchNormalization(EPSILON, MOMENTUM, false), name + ".bn",
                operands.toArray(Value[]::new));
        editor.replaceUses(node.output(), norm.output());
    }
}
