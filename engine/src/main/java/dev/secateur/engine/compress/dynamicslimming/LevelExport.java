package dev.secateur.engine.compress.dynamicslimming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;

/// Makes the level export, checks and times it.
record LevelExport(MethodInput<DynamicConfig> input, Learning learning, DynamicRun.Settled settled) {

    private static final int CHECKED = 8;
    private static final int TIMED = 64;
    private static final double TOLERANCE = 1e-3;
    private static final BenchPlan PLAN = new BenchPlan(2, 21, 401, Duration.ofSeconds(6));

    /// What was made.
    ///
    /// @param difference largest difference of a level from the network with zeros in place of what the level skips, in parts of the largest score
    /// @param times null if it was not timed
    record Made(Graph graph, double difference, DynamicReport.@Nullable Times times) {}

    /// @return null if there is one level alone and so nothing to choose from
    @Nullable
    Made made(Progress progress) throws ProblemException {
        if (!settled.plan().hasChoice()) {
            return null;
        }
        progress.report(0, "Making levels");
        LevelGraph levels = LevelGraph.of(settled.network(), settled.plan(), input.config().levels().share());
        progress.check();
        double difference = checked(levels, settled.plan(), progress.part(0, 0.3));
        return new Made(levels.graph(), difference,
                input.config().measure() ? times(levels.graph(), dense(), input, progress.part(0.3, 1)) : null);
    }

    /// What the export is timed against: the network as it was given, or what is left of it without its gates.
    private Graph dense() {
        return input.config().joint().epochs() > 0 ? input.graph() : settled.network().graph();
    }

    /// Runs pictures through the export, through the level alone that they should take, and through the network with zeros.
    private double checked(LevelGraph made, LevelPlan plan, Progress progress) throws ProblemException {
        List<Map<String, Tensor>> pictures = pictures(CHECKED);
        Foretold foretold = Foretold.of(settled.network().predictor(), DynamicRun.judged(learning.pictures()),
                learning.pictures().normalisation(), pictures.size(), Progress.none());
        double most = 0;
        for (int k = 0; k < plan.count(); k++) {
            Difference alone = Parity.compare(made.levels().get(k), made.masked().get(k), pictures,
                    progress.part((double) k / plan.count(), (k + 0.5) / plan.count()));
            List<Map<String, Tensor>> own = new ArrayList<>();
            for (int i = 0; i < foretold.size(); i++) {
                if (LevelPlan.nearest(plan.centres(), LevelPlan.parts(foretold.outputs()[i])) == k) {
                    own.add(pictures.get(i));
                }
            }
            double routed = own.isEmpty()
                    ? 0
                    : Parity.compare(made.graph(), made.levels().get(k), own,
                            progress.part((k + 0.5) / plan.count(), (k + 1.0) / plan.count())).maxRel();
            most = Math.max(most, Math.max(alone.maxRel(), routed));
        }
        if (most > TOLERANCE) {
            throw ProblemException.ofModel("the level export differs from the gated network by " + most, null,
                    "that is more than rounding", "report this model; it was not changed");
        }
        return most;
    }

    private List<Map<String, Tensor>> pictures(int most) throws ProblemException {
        return pictures(input.graph(), learning.pictures(), most).runs();
    }

    /// The first pictures, one by one.
    static Samples pictures(Graph graph, TrainInput.Pictures pictures, int most) throws ProblemException {
        Dataset data = DynamicRun.judged(pictures);
        String name = graph.name(graph.requiredInputs().getFirst());
        List<Map<String, Tensor>> runs = new ArrayList<>();
        for (int i = 0; i < Math.min(most, data.size()); i++) {
            runs.add(Map.of(name, Batches.of(data, pictures.normalisation(), i, 1)));
        }
        return new Samples(runs.size() + " pictures of " + data.name(), runs);
    }

    /// Times a network against another, in turns over the same pictures, one a run.
    static DynamicReport.Times times(Graph network, Graph dense, MethodInput<DynamicConfig> input, Progress progress)
            throws ProblemException {
        List<Map<String, Tensor>> pictures = pictures(dense, Objects.requireNonNull(input.learning()).pictures(),
                TIMED).runs();
        OrtOptions options = OrtOptions.defaults().withThreads(input.threads());
        try (OrtSession fast = OrtSession.open(network, options); OrtSession slow = OrtSession.open(dense, options)) {
            Pairing pairing = Bench.overAll(fast, slow, pictures, 1, PLAN, progress);
            return new DynamicReport.Times(pairing.second().medianMs(), pairing.first().medianMs(),
                    pairing.ratio().median(), pairing.ratio().low(), pairing.ratio().high(), pictures.size(),
                    input.threads());
        }
    }
}
