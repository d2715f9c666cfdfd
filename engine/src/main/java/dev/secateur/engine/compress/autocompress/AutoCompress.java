package dev.secateur.engine.compress.autocompress;

import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;

/// Finds how much of which layer can go, and takes it out in rounds.
public final class AutoCompress implements Method<AutoCompressConfig> {

    private static final MethodInfo INFO = new MethodInfo("autocompress", "AutoCompress",
            "Finds how many filters and columns of which layer can go by simulated annealing, then leads the network there by ADMM and retrains it.",
            "Liu et al., AutoCompress: An Automatic DNN Structured Pruning Framework for Ultra-High Compression Rates, AAAI 2020",
            Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public AutoCompressConfig defaults() {
        return AutoCompressConfig.defaults();
    }

    @Override
    public Class<AutoCompressReport> reportType() {
        return AutoCompressReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, AutoCompressConfig config) {
        if (graph.requiredInputs().size() != 1) {
            return Applicability.no("the model has " + graph.requiredInputs().size() + " inputs and not one");
        }
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        if (shape != null && shape.rank() > 0 && shape.dim(0).isKnown()) {
            return Applicability.no("the model's batch is fixed at " + shape.dim(0) + "; free it first");
        }
        Anatomy anatomy = Anatomy.of(graph);
        for (Layer layer : anatomy.layers()) {
            if (graph.constant(layer.weight()).orElseThrow().dtype() != DType.FLOAT) {
                return Applicability.no("the weights of " + anatomy.name(layer) + " are no float32 numbers");
            }
        }
        return Space.of(anatomy, config).count() == 0
                ? Applicability.no("no convolution has " + config.structure() + " that may go")
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<AutoCompressConfig> input, Progress progress) throws ProblemException {
        Workshop workshop = Workshop.of(input);
        if (applicability(input.graph(), input.config()) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot compress the network", null, reason, "");
        }
        return Rounds.run(workshop, progress);
    }
}
