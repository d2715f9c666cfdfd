package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.BatchLoader;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;

/// The control phase: the network is frozen, and only the factors between real and knockoff feature maps are learned.
final class Experiment implements AutoCloseable {

    private final Learning learning;
    private final ScopConfig config;
    private final TrainableGraph network;
    private final Value input;
    private final Value scores;
    private final Map<ControlledLayer, KnockoffMix> mixes = new LinkedHashMap<>();
    private final List<Double> losses = new ArrayList<>();
    private final Consumer<Outcome> told;

    /// What was learned.
    ///
    /// @param betas for each layer the factor of every channel, 0 to 1
    /// @param losses mean cross-entropy of each epoch
    /// @param knockoff what stood in for knockoffs
    record Outcome(Map<ControlledLayer, float[]> betas, List<Double> losses, int pictures, String knockoff,
            Trace trace) {

        /// Standard deviation of all factors around 0.5.
        double spread() {
            return Math.sqrt(betas.values().stream()
                    .flatMapToDouble(b -> IntStream.range(0, b.length).mapToDouble(i -> (b[i] - 0.5) * (b[i] - 0.5)))
                    .average().orElse(0));
        }
    }

    private Experiment(Graph graph, Learning learning, ScopConfig config, Consumer<Outcome> told)
            throws ProblemException {
        this.told = told;
        this.learning = learning;
        this.config = config;
        this.input = graph.requiredInputs().getFirst();
        Value result = graph.outputs().getFirst();
        this.scores = graph.producer(result).filter(n -> n.op() instanceof Softmax).map(n -> n.input(0)).orElse(result);
        this.network = TrainableGraph.of(graph, ExecutionOptions.defaults().between(List.of(input), List.of(scores)));
    }

    /// Makes the experiment.
    ///
    /// @param told learns now and then how far the factors are
    static Outcome run(Graph graph, List<ControlledLayer> layers, MethodInput<ScopConfig> input,
            Consumer<Outcome> told, Progress progress) throws ProblemException {
        Learning learning = Objects.requireNonNull(input.learning());
        Torch.require();
        Torch.setThreads(learning.conditions().threads());
        try (Experiment experiment = new Experiment(graph, learning, input.config(), told)) {
            experiment.attach(graph, layers);
            return experiment.learn(progress);
        }
    }

    private void attach(Graph graph, List<ControlledLayer> layers) {
        network.parameters().forEach(p -> p.setTrained(false));
        for (ControlledLayer layer : layers) {
            KnockoffMix mix = new KnockoffMix("beta/" + graph.name(layer.conv()), layer.channels());
            mixes.put(layer, mix);
            network.attach(layer.conv().output(), mix);
        }
    }

    private Outcome learn(Progress progress) throws ProblemException {
        Dataset pictures = Holdout.first(learning.pictures().training(), config.controlPictures());
        LoadPlan plan = new LoadPlan(learning.pictures().normalisation(), Augmentation.none(),
                Math.min(config.controlBatch(), pictures.size()), learning.conditions().seed(), 1);
        if (plan.batch() < 2) {
            throw ProblemException.ofSetting("cannot make the experiment", "controlBatch",
                    "a batch of one picture has no other picture to be its knockoff",
                    "use at least two pictures a batch");
        }
        int batches = plan.batches(pictures.size());
        int steps = config.score().isControl() ? 0 : config.controlEpochs() * batches;
        Trace trace = new Trace(List.copyOf(mixes.keySet()), steps);
        trace.add(0, betas());
        List<Adam> optimisers = mixes.values().stream().map(m -> new Adam(m.beta(), config.controlLr())).toList();
        try (Knockoffs knockoffs = knockoffs(pictures, progress);
                BatchLoader loader = BatchLoader.open(pictures, plan, Batch.Position.START)) {
            double sum = 0;
            for (int step = 1; step <= steps; step++) {
                sum += step(loader.next(progress), knockoffs, optimisers, progress);
                if (step % batches == 0) {
                    losses.add(sum / batches);
                    sum = 0;
                }
                if (trace.wants(step, steps)) {
                    trace.add((double) step / batches, betas());
                    told.accept(outcome(pictures, knockoffs, trace));
                }
                progress.report((double) step / steps, "Control phase, epoch " + ((step - 1) / batches + 1) + " of "
                        + config.controlEpochs());
                progress.check();
            }
            return outcome(pictures, knockoffs, trace);
        }
    }

    private Knockoffs knockoffs(Dataset pictures, Progress progress) throws ProblemException {
        long seed = learning.conditions().seed();
        return switch (config.knockoff()) {
            case SHUFFLE -> new ShuffledKnockoffs(seed);
            case GAUSSIAN -> GaussianKnockoffs.of(pictures, learning.pictures().normalisation(), config.components(),
                    seed, progress);
            case GENERATOR -> GeneratedKnockoffs.of(config, learning.pictures().normalisation(),
                    learning.conditions().threads(), seed);
        };
    }

    private Map<ControlledLayer, float[]> betas() {
        Map<ControlledLayer, float[]> betas = new LinkedHashMap<>();
        mixes.forEach((layer, mix) -> betas.put(layer, mix.beta().toTensor().toFloats()));
        return betas;
    }

    private Outcome outcome(Dataset pictures, Knockoffs knockoffs, Trace trace) {
        return new Outcome(betas(), List.copyOf(losses), pictures.size(), knockoffs.description(), trace);
    }

    private double step(Batch batch, Knockoffs control, List<Adam> optimisers, Progress progress)
            throws ProblemException {
        List<Parameter> betas = mixes.values().stream().map(KnockoffMix::beta).toList();
        try (Scope scope = Scope.open()) {
            Var real = Var.of(batch.pictures(), batch.dims());
            Var both = Functions.concat(0, List.of(real, control.of(batch, real, progress)));
            Var found = network.run(Map.of(input, both), List.of(scores), Mode.TRAIN).get(scores);
            if (found == null) {
                throw new IllegalStateException("the network gave no scores");
            }
            Var own = found.slice(0, 0, batch.size()).reshape(batch.size(), found.elements() / (2L * batch.size()));
            Var loss = Losses.crossEntropy(own, Var.of(batch.labels(), batch.size()), 0);
            Gradients gradients = Gradients.of(loss, betas.stream().map(Parameter::value).toList());
            for (int i = 0; i < betas.size(); i++) {
                Adam optimiser = optimisers.get(i);
                gradients.at(i).ifPresent(g -> optimiser.step(g.toFloats()));
            }
            double value = loss.item();
            if (!Double.isFinite(value)) {
                throw ProblemException.ofSetting("the control phase diverged", "controlLr",
                        "its loss is not a finite number any more", "lower the learning rate");
            }
            return value;
        }
    }

    @Override
    public void close() {
        network.close();
        mixes.values().forEach(KnockoffMix::close);
    }
}
