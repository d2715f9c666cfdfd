package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Shape;

/// Makes a network without shortcuts of a residual one, and trains it with the help of the other's shortcuts.
public final class JointRd implements Method<JointRdConfig> {

    /// Largest `max|a - b| / max|b|` that folding may make.
    static final double TOLERANCE = 1e-4;

    private static final String WHAT = "cannot make a plain network";

    @Override
    public MethodInfo info() {
        return new MethodInfo("jointrd", "JointRD (plain network)",
                "Removes the shortcuts, so that early feature maps need not be kept, and trains the plain network through the "
                        + "later stages of the residual one.",
                "Li et al., Residual Distillation: Towards Portable Deep Neural Networks without Shortcuts, NeurIPS 2020",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));
    }

    @Override
    public JointRdConfig defaults() {
        return JointRdConfig.defaults();
    }

    @Override
    public Class<JointRdReport> reportType() {
        return JointRdReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, JointRdConfig config) {
        if (graph.requiredInputs().size() != 1) {
            return Applicability.no("the model has " + graph.requiredInputs().size() + " inputs and not one");
        }
        PlainPlan plan = PlainPlan.of(graph, config.shortcuts());
        if (plan.refusal().isPresent()) {
            return Applicability.no(plan.refusal().get());
        }
        if (config.epochs() == 0) {
            return Applicability.yes();
        }
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        if (shape != null && shape.rank() > 0 && shape.dim(0).isKnown()) {
            return Applicability.no("the model's batch is fixed at " + shape.dim(0) + "; free it first");
        }
        return config.mode() == Form.JOINT ? joined(plan) : Applicability.yes();
    }

    private static Applicability joined(PlainPlan plan) {
        if (plan.inner().isEmpty()) {
            return Applicability
                    .no("all its residual blocks make pictures of one size, so there is no later stage to go "
                            + "through; take dirac-kd instead");
        }
        return plan.closed().map(why -> Applicability.no(why + "; take dirac-kd instead"))
                .orElseGet(Applicability::yes);
    }

    @Override
    public MethodResult run(MethodInput<JointRdConfig> input, Progress progress) throws ProblemException {
        if (applicability(input.graph(), input.config()) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel(WHAT, null, reason, "");
        }
        Learning learning = input.learning();
        if (learning == null && input.config().epochs() > 0) {
            throw ProblemException.ofSetting(WHAT, "data", "it learns from labelled pictures",
                    "name them with --data, choose them in the window, or set 0 epochs to see the plain network untrained");
        }
        progress.report(0, "Removing shortcuts");
        Preparation prepared = Preparation.of(input, progress.part(0, 0.1));
        Lesson lesson = learning == null || input.config().epochs() == 0
                ? null
                : Lesson.give(input.graph(), prepared, input.config(), learning, progress.part(0.1, 0.8));
        Graph unfolded = lesson == null ? prepared.untrained() : lesson.graph();
        Graph plain = input.config().fold() ? Preparation.folded(unfolded, progress.part(0.8, 0.85)) : unfolded;
        Constraint.violations(plain).stream().findFirst().ifPresent(v -> {
            throw new IllegalStateException("removing shortcuts made an invalid graph: " + v);
        });
        Samples samples = Preparation.samples(input);
        Graph before = lesson == null ? prepared.unmerged() : unfolded;
        Difference parity = compared(plain, before, samples, progress.part(0.85, 0.9));
        Measurement measurement = input.config().measure()
                ? Measurement.of(input.graph(), plain, input.threads(), input.seed(), progress.part(0.9, 1))
                : Measurement.none();
        return result(input, prepared,
                new Made(plain, lesson == null ? null : lesson.report(), samples, parity, measurement));
    }

    /// How far folding moved the results; null if nothing was folded.
    private static @Nullable Difference compared(Graph plain, Graph unfolded, Samples samples, Progress progress)
            throws ProblemException {
        if (plain == unfolded) {
            return null;
        }
        Difference parity = Parity.compare(plain, unfolded, samples, progress);
        if (parity.maxRel() > TOLERANCE) {
            throw ProblemException.ofModel("the folded network differs from the unfolded one by " + parity.maxRel(),
                    null, "that is more than rounding", "report this model; it was not changed");
        }
        return parity;
    }

    /// @param training null for none
    /// @param samples that it was compared on
    private record Made(Graph plain, JointRdReport.@Nullable TrainingReport training, Samples samples,
            @Nullable Difference parity, Measurement measurement) {}

    private static MethodResult result(MethodInput<JointRdConfig> input, Preparation prepared, Made made) {
        PlainPlan plan = prepared.plan();
        List<JointRdReport.BlockReport> blocks = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        for (ResidualBlock block : plan.blocks()) {
            boolean removed = plan.plain().contains(block);
            String shortcut = block.shortcut().isEmpty() ? "identity" : block.shortcut();
            blocks.add(new JointRdReport.BlockReport(block.id(), block.kind().title(), shortcut, removed));
            if (removed) {
                changes.add(new MethodResult.Change(block.id(), "shortcut removed (" + shortcut + ")"));
            }
        }
        MemoryReport memory = MemoryReport.of(input.graph(), made.plain());
        JointRdReport report = new JointRdReport(plan.plain().size(), blocks.size() - plan.plain().size(), blocks,
                plan.taps().stream().map(PlainPlan.Tap::id).toList(), prepared.diracConvolutions(),
                prepared.recreated(), memory, made.measurement().memory(), made.measurement().unfused(),
                made.measurement().time(), made.training(),
                made.parity() == null ? "not compared: nothing was folded" : made.samples().description(),
                note(made.training(), prepared));
        return new MethodResult(made.plain(), changes, metrics(input.graph(), made, memory), made.parity(),
                report);
    }

    private static String note(JointRdReport.@Nullable TrainingReport training, Preparation prepared) {
        String normalised = prepared.recreated() == 0
                ? ""
                : "the model had no batch normalisation; one was put behind each of " + prepared.recreated()
                        + " convolutions. ";
        if (training == null) {
            return normalised + "the plain network was not trained, so its accuracy is that of guessing";
        }
        return normalised + "the plain network was trained for " + training.epochs().size()
                + " epochs; the weights of epoch " + training.bestEpoch() + " were kept";
    }

    private static Map<String, Double> metrics(Graph before, Made made, MemoryReport memory) {
        Costs old = count(before);
        Costs now = count(made.plain());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) old.parameters());
        metrics.put("parametersAfter", (double) now.parameters());
        metrics.put("macsBefore", (double) old.macs());
        metrics.put("macsAfter", (double) now.macs());
        metrics.put("peakActivationBytesBefore", (double) memory.peakBytesBefore());
        metrics.put("peakActivationBytesAfter", (double) memory.peakBytesAfter());
        MemoryReport.Measured measured = made.measurement().memory();
        if (measured != null) {
            metrics.put("peakMemoryBytesBefore", (double) measured.bytesBefore());
            metrics.put("peakMemoryBytesAfter", (double) measured.bytesAfter());
        }
        return metrics;
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }
}
