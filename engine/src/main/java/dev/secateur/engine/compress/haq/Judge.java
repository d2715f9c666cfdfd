package dev.secateur.engine.compress.haq;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

/// Says how good policies are, each measured once.
final class Judge implements AutoCloseable {

    private static final int TUNING_BATCH = 50;
    private static final double WEIGHT_DECAY = 4e-5;

    private final Roundings roundings;
    private final ObservedGraph observed;
    private final BitNetwork network;
    private final Learning learning;
    private final HaqConfig config;
    private final EpisodeMemory memory;
    private BitNetwork.@Nullable Scores plain;

    private Judge(Roundings roundings, ObservedGraph observed, BitNetwork network, Learning learning,
            HaqConfig config, EpisodeMemory memory) {
        this.roundings = roundings;
        this.observed = observed;
        this.network = network;
        this.learning = learning;
        this.config = config;
        this.memory = memory;
    }

    static Judge of(Roundings roundings, Learning learning, HaqConfig config, EpisodeMemory memory)
            throws ProblemException {
        ObservedGraph observed = ObservedGraph.of(roundings.folded());
        return new Judge(roundings, observed, BitNetwork.of(roundings, observed), learning, config, memory);
    }

    ObservedGraph observed() {
        return observed;
    }

    int layers() {
        return observed.layers().size();
    }

    /// Held-out pictures; the training ones where none are held out.
    static Dataset pictures(TrainInput.Pictures pictures) {
        Dataset heldOut = pictures.heldOut();
        return heldOut == null ? pictures.training() : heldOut;
    }

    private BitNetwork.Sample sample(int wanted) {
        Dataset pictures = pictures(learning.pictures());
        return new BitNetwork.Sample(pictures, learning.pictures().normalisation(), 0,
                Math.min(wanted, pictures.size()));
    }

    /// The pictures of the last comparison: those behind the pictures of the episodes, as far as there are any.
    private BitNetwork.Sample last() {
        Dataset pictures = pictures(learning.pictures());
        int used = Math.min(Math.max(config.episodes().pictures(), config.sensitivity()), pictures.size());
        int from = used < pictures.size() ? used : 0;
        int most = config.judged() == 0 ? pictures.size() : config.judged();
        return new BitNetwork.Sample(pictures, learning.pictures().normalisation(), from,
                Math.min(most, pictures.size() - from));
    }

    /// True if the last comparison is on pictures that no search has seen.
    boolean isLastApart() {
        return last().from() > 0;
    }

    int lastFrom() {
        return last().from();
    }

    int lastPictures() {
        return last().count();
    }

    /// All layers float32.
    int[][] plainPolicy() {
        int[][] policy = new int[layers()][];
        java.util.Arrays.setAll(policy, l -> new int[]{BitNetwork.FLOAT, BitNetwork.FLOAT});
        return policy;
    }

    /// A policy as the network gets it: activations float32 with k-means.
    int[][] real(int[][] policy) {
        if (roundings.isLinear()) {
            return policy;
        }
        int[][] real = BitTask.copy(policy);
        for (int[] layer : real) {
            layer[1] = BitNetwork.FLOAT;
        }
        return real;
    }

    /// Fraction (0 to 1) of the episodes' pictures that a policy classifies rightly, after the short training if there is one.
    double accuracy(int[][] policy, Progress progress) throws ProblemException {
        String name = "reward " + PolicyText.of(policy);
        Double known = memory.of(name);
        if (known != null) {
            progress.check();
            return known;
        }
        BitNetwork.Sample sample = sample(config.episodes().pictures());
        double found = config.episodes().tuning() > 0
                ? tuned(real(policy), sample, progress)
                : network.scores(real(policy), sample, progress).accuracy();
        memory.put(name, found);
        return found;
    }

    /// The accuracy of the float32 network on the same pictures.
    double plainAccuracy(Progress progress) throws ProblemException {
        Double known = memory.of("float");
        if (known == null) {
            known = network.scores(plainPolicy(), sample(config.episodes().pictures()), progress).accuracy();
            memory.put("float", known);
        }
        return known;
    }

    /// The accuracy of a policy without training on the pictures of the last comparison.
    double lastAccuracy(int[][] policy, Progress progress) throws ProblemException {
        String name = "last " + PolicyText.of(policy);
        Double known = memory.of(name);
        if (known == null) {
            known = network.scores(real(policy), last(), progress).accuracy();
            memory.put(name, known);
        }
        return known;
    }

    /// The accuracy of what training made of a policy on the pictures of the last comparison.
    ///
    /// @param trained what became of the observed graph
    double trainedAccuracy(Graph trained, int[][] policy, Progress progress) throws ProblemException {
        try (BitNetwork own = BitNetwork.trained(roundings, observed, trained)) {
            return own.scores(activationsOf(real(policy)), last(), progress).accuracy();
        }
    }

    /// What results lose when only one layer's weights or activations are rounded.
    ///
    /// @param part 0 for weights, 1 for activations
    /// @return mean divergence, nats
    double sensitivity(int layer, int part, int bits, Progress progress) throws ProblemException {
        String name = "sensitivity " + layer + " " + part + " " + bits;
        Double known = memory.of(name);
        if (known != null) {
            return known;
        }
        BitNetwork.Scores reference = plain;
        if (reference == null) {
            reference = network.scores(plainPolicy(), sample(config.sensitivity()), progress);
            plain = reference;
        }
        int[][] policy = plainPolicy();
        policy[layer][part] = bits;
        double found = network.scores(policy, sample(config.sensitivity()), progress).divergence(reference);
        memory.put(name, found);
        return found;
    }

    private double tuned(int[][] policy, BitNetwork.Sample sample, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        Learning few = new Learning(
                new TrainInput.Pictures(Holdout.first(pictures.training(), config.episodes().tuning()), null,
                        pictures.normalisation()),
                new TrainInput.Conditions(learning.conditions().seed(), learning.conditions().threads(), null,
                        learning.conditions().pause()),
                TrainListener.none());
        Graph trained = RoundedTraining.run(new RoundedTraining.Task(roundings, observed, policy), few,
                new RoundedTraining.Plan(1, config.episodes().lr(), TUNING_BATCH, WEIGHT_DECAY, null),
                progress.quiet());
        try (BitNetwork own = BitNetwork.trained(roundings, observed, trained)) {
            return own.scores(activationsOf(policy), sample, progress).accuracy();
        }
    }

    /// Weights as they are.
    private static int[][] activationsOf(int[][] policy) {
        int[][] rest = BitTask.copy(policy);
        for (int[] layer : rest) {
            layer[0] = BitNetwork.FLOAT;
        }
        return rest;
    }

    @Override
    public void close() {
        network.close();
    }
}
