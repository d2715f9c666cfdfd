package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.FirstWeights;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainInput;

/// The teacher's part in each step: its own training if it is trained beside, margins anew at each epoch's beginning, and the loss.
final class Help implements AutoCloseable {

    private static final int MARGIN_BATCHES = 4;

    private final JointRdConfig config;
    private final ScheduleConfig schedule;
    private final Teacher teacher;
    private final @Nullable TeacherTraining training;
    private final List<Connector> connectors;
    private final JointLoss loss;
    private final List<Tensor> pictures;
    private final Var margins;

    private Help(JointRdConfig config, ScheduleConfig schedule, Teacher teacher, PlainPlan plan,
            List<Connector> connectors, List<Tensor> pictures) {
        this.config = config;
        this.schedule = schedule;
        this.teacher = teacher;
        this.connectors = connectors;
        this.pictures = pictures;
        this.training = config.teacher().form() == TeacherForm.COTRAINED
                ? new TeacherTraining(teacher, config.weightDecay())
                : null;
        this.loss = new JointLoss(teacher, taps(config, plan), plan.last(), config.teacher(), connectors);
        this.margins = Var.of(teacher.margins(pictures)).keep();
    }

    private static List<PlainPlan.Tap> taps(JointRdConfig config, PlainPlan plan) {
        return config.mode() == Form.JOINT ? plan.inner() : List.of();
    }

    /// @param opened the model with its shortcuts as it was given
    /// @throws ProblemException if the model cannot be run with gradients, or a picture not be read
    static Help of(Graph opened, Preparation prepared, JointRdConfig config, ScheduleConfig schedule,
            TrainInput input) throws ProblemException {
        PlainPlan plan = prepared.plan();
        long seed = input.conditions().seed();
        Teacher teacher = new Teacher(config.teacher().form() == TeacherForm.COTRAINED
                ? FirstWeights.draw(plan.graph(), seed + 1)
                : opened, plan);
        List<Tensor> pictures = new ArrayList<>();
        Dataset data = input.pictures().training();
        int each = Math.min(input.config().batch(), data.size());
        for (int i = 0; i < MARGIN_BATCHES && (i + 1) * each <= data.size(); i++) {
            pictures.add(Batches.of(data, input.pictures().normalisation(), i * each, each));
        }
        List<Connector> connectors = new ArrayList<>();
        if (config.teacher().feature() == FeatureLoss.MARGIN) {
            int channels = Math.toIntExact(teacher.margins(pictures).dim(1));
            connectors.add(new Connector("connector/own", channels, seed));
            taps(config, plan).forEach(t -> connectors.add(new Connector("connector/" + t.id(), channels, seed)));
        }
        return new Help(config, schedule, teacher, plan, connectors, pictures);
    }

    /// The values of the plain network that it needs.
    static List<Value> wanted(JointRdConfig config, PlainPlan plan) {
        List<Value> wanted = new ArrayList<>(taps(config, plan).stream().map(PlainPlan.Tap::student).toList());
        wanted.add(plan.last().student());
        return wanted;
    }

    List<Parameter> parameters() {
        return connectors.stream().flatMap(c -> c.parameters().stream()).toList();
    }

    /// What a pass came to.
    ///
    /// @param teacher cross-entropy of the teacher; null if it is not trained
    record Helped(Var loss, List<Double> paths, @Nullable Double teacher) {}

    /// The loss of a pass through the plain network.
    ///
    /// @param joint weight of the joint paths
    Helped help(Var plain, Extension.Pass pass, double joint) {
        Var labels = Var.of(pass.batch().labels(), pass.batch().size());
        Double taught = null;
        if (training != null) {
            Extension.Moment moment = pass.moment();
            taught = training.step(pass.pictures(), labels,
                    config.lr() * schedule.factor(moment.step(), moment.perEpoch(), moment.total()));
            if (moment.step() % moment.perEpoch() == 0) {
                Update.assign(margins, Var.of(teacher.margins(pictures)));
            }
        }
        JointLoss.Judged judged = loss
                .judge(new JointLoss.Pass(pass.pictures(), labels, plain, pass.values(), margins), joint);
        return new Helped(judged.loss(), judged.paths(), taught);
    }

    /// What it remembers from step to step.
    Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>();
        if (training != null) {
            state.putAll(training.state());
            state.put("margins", margins);
        }
        return state;
    }

    @Override
    public void close() {
        if (training != null) {
            training.close();
        }
        connectors.forEach(Connector::close);
        margins.close();
        teacher.close();
    }
}
