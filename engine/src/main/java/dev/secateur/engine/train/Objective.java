package dev.secateur.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Interruption;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;

/// What is made small: cross-entropy with the labels, distance to a teacher, or both.
final class Objective implements AutoCloseable {

    private final Head head;
    private final double smoothing;
    private final @Nullable Distillation distillation;
    private final @Nullable TrainableGraph teacher;
    private final @Nullable Head teacherHead;

    private Objective(Head head, double smoothing, @Nullable Distillation distillation,
            @Nullable TrainableGraph teacher, @Nullable Head teacherHead) {
        this.head = head;
        this.smoothing = smoothing;
        this.distillation = distillation;
        this.teacher = teacher;
        this.teacherHead = teacherHead;
    }

    /// The loss and what it came from.
    ///
    /// @param scores `[N, classes]`; null if the network gives none
    record Judged(Var loss, @Nullable Var scores) {}

    /// The plain cross-entropy.
    static Objective ofLabels(Head head) {
        return new Objective(head, 0, null, null, null);
    }

    static Objective of(Head head, TrainInput input) throws ProblemException {
        Distillation distillation = input.distillation();
        double smoothing = input.config().regularisation().labelSmoothing();
        if (distillation == null) {
            return new Objective(head, smoothing, null, null, null);
        }
        Graph graph = distillation.teacher();
        Head teacherHead = Head.of(graph);
        teacherHead.requireExtents(graph, input.pictures().training());
        if (head.classes() != teacherHead.classes()) {
            throw ProblemException.ofModel("cannot learn from the teacher", null,
                    "it has " + (teacherHead.classes() == 0 ? "no class scores" : teacherHead.classes() + " classes")
                            + " and the model " + (head.classes() == 0 ? "none" : head.classes()),
                    "use a teacher for the same task");
        }
        List<Value> exits = new ArrayList<>(List.of(teacherHead.output()));
        distillation.features().forEach(p -> exits.add(p.teacher()));
        TrainableGraph teacher = TrainableGraph.of(graph,
                ExecutionOptions.defaults().between(List.of(teacherHead.input()), exits.stream().distinct().toList()));
        return new Objective(head, smoothing, distillation, teacher, teacherHead);
    }

    /// Lets the teacher be ended between two nodes.
    void interruptBy(Interruption interruption) {
        if (teacher != null) {
            teacher.interruptBy(interruption);
        }
    }

    /// True if the labels count.
    boolean usesLabels() {
        return distillation == null || distillation.weight() < 1;
    }

    /// Values of the network that have to be computed.
    List<Value> wanted() {
        List<Value> wanted = new ArrayList<>(List.of(head.output()));
        if (distillation != null) {
            distillation.features().forEach(p -> wanted.add(p.student()));
        }
        return wanted.stream().distinct().toList();
    }

    /// What an extension makes of a loss in one pass of a step.
    record Extended(Extension extension, Extension.Moment moment, int pass) {}

    /// Runs the network on a batch and judges it as plain training does.
    Judged judge(TrainableGraph network, Batch batch, Mode mode) {
        return judge(network, batch, mode, null);
    }

    /// Runs the network on a batch and judges it.
    ///
    /// @param extended null for the plain loss
    Judged judge(TrainableGraph network, Batch batch, Mode mode, @Nullable Extended extended) {
        Var pictures = Var.of(batch.pictures(), batch.dims());
        List<Value> wanted = wanted();
        if (extended != null) {
            wanted = Stream.concat(wanted.stream(), extended.extension().wanted().stream()).distinct().toList();
        }
        Map<Value, Var> found = network.run(Map.of(head.input(), pictures), wanted, mode);
        Var output = of(found, head.output());
        Var scores = head.classes() > 0 ? output.reshape(batch.size(), head.classes()) : null;
        Var loss = null;
        if (usesLabels() && scores != null) {
            loss = Losses.crossEntropy(scores, Var.of(batch.labels(), batch.size()),
                    mode == Mode.TRAIN ? smoothing : 0);
        }
        if (distillation != null && teacher != null && teacherHead != null) {
            Var distance = distance(new Target(distillation, teacher, teacherHead), pictures, found, scores);
            loss = loss == null
                    ? distance
                    : loss.mul(1 - distillation.weight()).add(distance.mul(distillation.weight()));
        }
        if (loss == null) {
            throw new IllegalStateException("nothing to judge by");
        }
        if (extended != null) {
            loss = extended.extension().loss(loss, new Extension.Pass(extended.moment(), extended.pass(), batch,
                    pictures, found, scores));
        }
        return new Judged(loss, scores);
    }

    private record Target(Distillation distillation, TrainableGraph teacher, Head head) {}

    private Var distance(Target target, Var pictures, Map<Value, Var> found, @Nullable Var scores) {
        Map<Value, Var> wanted;
        try (Section off = Torch.withoutGradients()) {
            wanted = target.teacher().run(Map.of(target.head().input(), pictures), target.teacher().options().exits(),
                    Mode.EVAL);
        }
        Var teaching = of(wanted, target.head().output());
        Var distance = scores == null
                ? Losses.meanSquaredError(of(found, head.output()), teaching)
                : Losses.distillation(scores, teaching.reshape(scores.dims()), target.distillation().temperature());
        for (Distillation.Pair pair : target.distillation().features()) {
            Var apart = Losses.meanSquaredError(of(found, pair.student()), of(wanted, pair.teacher()));
            distance = distance.add(apart.mul(target.distillation().featureWeight()));
        }
        return distance;
    }

    private static Var of(Map<Value, Var> values, Value value) {
        Var found = values.get(value);
        if (found == null) {
            throw new IllegalStateException("a value that was asked for is missing");
        }
        return found;
    }

    @Override
    public void close() {
        if (teacher != null) {
            teacher.close();
        }
    }
}
