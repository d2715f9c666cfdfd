package dev.secateur.engine.compress.updp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Statistics;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Recalibration;

/// Gives the normalisations that were put into a network the statistics of what they normalise.
///
/// One that takes no other's place gets the deviation as its scale and the mean as its shift, so that it changes nothing in use.
final class Calibration {

    private static final int BATCH = 100;

    private Calibration() {}

    /// Where blocks stand.
    ///
    /// @param lambda 0 as given, 1 pruned
    /// @param taps what is left of outer taps that the schedule takes away, 1 to 0
    record Begin(double lambda, double taps) {

        static final Begin GIVEN = new Begin(0, 1);
        static final Begin PRUNED = new Begin(1, 0);
    }

    /// The network with its new normalisations calibrated; all others stay as they are.
    ///
    /// @param begins where blocks stand when training begins
    static PrunedNetwork of(PrunedNetwork network, Begin begins, Learning learning, int pictures, Progress progress)
            throws ProblemException {
        List<PrunedBlock.NewNorm> norms = network.blocks().stream().flatMap(b -> b.norms().stream()).toList();
        if (norms.isEmpty()) {
            return network;
        }
        try (TrainableGraph trainable = TrainableGraph.of(network.graph(), ExecutionOptions.defaults())) {
            Forms forms = Forms.in(trainable, network.blocks());
            forms.setAll(begins.lambda());
            forms.setTaps(begins.taps());
            recalibrate(trainable, learning, pictures, progress);
            Map<Integer, Statistics> measured = new HashMap<>();
            trainable.statistics().forEach(s -> measured.put(s.node().id(), s));
            return new PrunedNetwork(written(network.graph(), norms, measured), network.blocks());
        }
    }

    /// Takes the statistics of all normalisations anew.
    static void recalibrate(TrainableGraph network, Learning learning, int pictures, Progress progress)
            throws ProblemException {
        Dataset data = Holdout.first(learning.pictures().training(), Math.max(2, pictures));
        Recalibration.of(data, learning.pictures().normalisation(), BATCH, learning.conditions().seed())
                .run(network, progress);
    }

    private static Graph written(Graph graph, List<PrunedBlock.NewNorm> norms, Map<Integer, Statistics> measured) {
        GraphEditor editor = graph.edit();
        for (PrunedBlock.NewNorm norm : norms) {
            Node node = graph.node(norm.node()).orElseThrow();
            Statistics statistics = measured.get(norm.node());
            if (statistics == null) {
                throw new IllegalStateException("no statistics of " + graph.name(node));
            }
            float[] mean = statistics.mean().toFloats();
            float[] variance = statistics.variance().toFloats();
            if (norm.neutral()) {
                float epsilon = ((BatchNormalization) node.op()).epsilon();
                float[] scale = new float[mean.length];
                for (int c = 0; c < scale.length; c++) {
                    scale[c] = (float) Math.sqrt((double) variance[c] + epsilon);
                }
                set(graph, editor, node, 1, scale);
                set(graph, editor, node, 2, mean);
            }
            set(graph, editor, node, 3, mean);
            set(graph, editor, node, 4, variance);
        }
        editor.removeUnused();
        return editor.build();
    }

    private static void set(Graph graph, GraphEditor editor, Node node, int index, float[] numbers) {
        Value old = node.input(index);
        Value made = editor.addConstant(graph.name(old), Tensor.of(numbers, numbers.length));
        editor.setInput(node, index, made);
        editor.inheritName(old, made);
    }
}
