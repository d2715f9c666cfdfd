package dev.secateur.engine.train;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Interruption;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batch.Position;
import dev.secateur.engine.data.BatchLoader;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainEvent.Ending;

/// One training as it goes on. Holds native memory until closed.
final class TrainLoop implements AutoCloseable {

    private static final int LOADING_THREADS = 1;
    /// A step that takes longer can be ended in its middle.
    private static final double PATIENCE_SECONDS = 0.25;
    private static final int RECALIBRATION_BATCHES = 50;

    private final TrainInput input;
    private final TrainConfig config;
    private final Objective objective;
    private final TrainableGraph network;
    private final TrainListener listener;
    private final Extension extension;
    private final List<Parameter> beside;
    private final List<Var> values;
    private final Optimiser optimiser;
    private final TrainStep maker;
    private final @Nullable MovingAverage average;
    private final LoadPlan plan;
    private final int perEpoch;
    private final boolean labelled;
    private final Clock clock = new Clock();
    private final Checkpoint.Sources sources;

    private Position next = Position.START;
    private long step;
    private Meter meter = Meter.EMPTY;
    private List<EpochResult> epochs = new ArrayList<>();
    private int bestEpoch;
    private double bestScore = Double.NEGATIVE_INFINITY;
    private Map<String, Tensor> best = Map.of();
    private @Nullable Problem checkpointProblem;
    private @Nullable Batch pending;
    private Interruption interruption = new Interruption(() -> {});

    TrainLoop(TrainInput input, Objective objective, TrainableGraph network, Extension extension,
            TrainListener listener) throws ProblemException {
        this.input = input;
        this.config = input.config();
        this.objective = objective;
        this.network = network;
        this.listener = listener;
        Dataset training = input.pictures().training();
        this.sources = input.conditions().checkpoints() == null ? Checkpoint.Sources.NONE : sources(input);
        this.plan = new LoadPlan(input.pictures().normalisation(), config.augmentation(), config.batch(),
                input.conditions().seed(), LOADING_THREADS);
        this.perEpoch = plan.batches(training.size());
        this.labelled = objective.usesLabels();
        this.extension = extension;
        this.beside = extension.parameters();
        List<Parameter> moved = Stream.concat(network.trained().stream(), beside.stream()).toList();
        this.values = moved.stream().map(Parameter::value).toList();
        this.optimiser = Optimiser.of(config.optimiser(), moved);
        this.maker = new TrainStep(input, objective, extension, network, optimiser, values);
        double keep = config.regularisation().average();
        this.average = keep > 0 ? new MovingAverage(network, keep) : null;
    }

    TrainResult run(Progress progress) throws ProblemException {
        interruption = new Interruption(progress::check);
        network.interruptBy(interruption);
        objective.interruptBy(interruption);
        resume();
        listener.on(new TrainEvent.Started(config.epochs(), perEpoch, step, input.pictures().training().size(),
                heldOutSize(), values.stream().mapToLong(Var::elements).sum()));
        if (step > 0) {
            listener.on(new TrainEvent.WentOn(epochs,
                    config.schedule().rates(config.optimiser().lr(), perEpoch, total(), step)));
        }
        clock.start();
        Ending ending = Ending.DONE;
        Problem problem = null;
        try (BatchLoader loader = BatchLoader.open(input.pictures().training(), plan, next)) {
            try {
                while (next.epoch() < config.epochs() || epochs.size() < config.epochs()) {
                    if (epochs.size() < next.epoch()) {
                        judge(progress);
                    } else {
                        train(loader, progress);
                    }
                }
                recalibrate(progress);
            } catch (CancelledException e) {
                ending = Ending.CANCELLED;
                save();
            } catch (Divergence e) {
                ending = Ending.DIVERGED;
                problem = e.problem();
            }
            TrainResult result = result(ending, problem == null ? checkpointProblem : problem, loader);
            listener.on(new TrainEvent.Ended(ending, step));
            return result;
        }
    }

    /// The learning rate of the step after so many.
    private double rate(long made) {
        return config.optimiser().lr() * config.schedule().factor(made, perEpoch, total());
    }

    private void train(BatchLoader loader, Progress progress) throws ProblemException, Divergence {
        clock.pause();
        input.conditions().pause().pass(progress);
        clock.start();
        Batch batch = pending == null ? loader.next(progress) : pending;
        pending = null;
        if (batch.position().epoch() > next.epoch()) {
            // The last batches of the epoch could not be read.
            next = new Position(next.epoch() + 1, 0);
            pending = batch;
            return;
        }
        clock.began(batch.waited());
        double lr = rate(step);
        interruption.setActive(clock.secondsPerStep() == 0 || clock.secondsPerStep() > PATIENCE_SECONDS);
        TrainStep.Made made = maker.make(batch, moment(), lr, interruption);
        clock.ended(batch.size());
        step++;
        meter = meter.add(made.loss(), made.right(), batch.size());
        if (average != null) {
            average.update(step);
        }
        next = batch.position().index() + 1 < perEpoch
                ? new Position(batch.position().epoch(), batch.position().index() + 1)
                : new Position(batch.position().epoch() + 1, 0);
        tell(batch, made, lr, progress);
        saveIfDue();
    }

    private Extension.Moment moment() {
        return new Extension.Moment(step, perEpoch, total());
    }

    private long total() {
        return (long) config.epochs() * perEpoch;
    }

    private void tell(Batch batch, TrainStep.Made made, double lr, Progress progress) {
        int epoch = batch.position().epoch() + 1;
        double left = clock.secondsPerStep() * (total() - step)
                + clock.secondsPerJudging() * (config.epochs() - epoch + 1);
        double accuracy = labelled && batch.size() > 0 ? (double) made.right() / batch.size() : Double.NaN;
        listener.on(new TrainEvent.Stepped(step, total(), epoch, made.loss(), accuracy, lr, clock.picturesPerSecond(),
                left));
        progress.report((double) step / total(), String.format(Locale.ROOT,
                "Epoch %d of %d, loss %.3f, %.0f pictures a second", epoch, config.epochs(), made.loss(),
                clock.picturesPerSecond()));
    }

    /// Ends an epoch: judges the weights, and keeps them if they are the best.
    private void judge(Progress progress) throws ProblemException, Divergence {
        double start = clock.seconds();
        Dataset heldOut = input.pictures().heldOut();
        boolean scored = labelled;
        if (average != null) {
            average.swap();
        }
        try {
            extension.beforeJudging(moment(), progress);
            Meter judged = heldOut == null
                    ? null
                    : new HeldOut(heldOut, input.pictures().normalisation(), config.batch()).judge(network, objective,
                            progress);
            if (judged != null && !Double.isFinite(judged.meanLoss())) {
                throw new Divergence("step " + step + " of " + total(),
                        "the loss on the held-out pictures became " + judged.meanLoss());
            }
            EpochResult result = new EpochResult(epochs.size() + 1, meter.meanLoss(), meter.accuracy(labelled),
                    judged == null ? null : judged.meanLoss(), judged == null ? null : judged.accuracy(scored),
                    clock.seconds());
            double score = judged == null
                    ? result.epoch()
                    : scored ? judged.right() : -judged.meanLoss();
            boolean better = score >= bestScore && extension.mayKeep(moment());
            if (better) {
                bestScore = score;
                bestEpoch = result.epoch();
                best = network.snapshot();
            }
            epochs.add(result);
            meter = Meter.EMPTY;
            clock.judged(clock.seconds() - start);
            listener.on(new TrainEvent.EpochEnded(result, better));
        } finally {
            if (average != null) {
                average.swap();
            }
        }
    }

    private void recalibrate(Progress progress) throws ProblemException {
        if (config.recalibrate() && bestEpoch > 0) {
            network.restore(best);
            new Recalibration(input.pictures().training(), plan).run(network, RECALIBRATION_BATCHES,
                    progress.part(1, 1));
            best = network.snapshot();
        }
    }

    private TrainResult result(Ending ending, @Nullable Problem problem, BatchLoader loader) throws ProblemException {
        if (bestEpoch == 0 && ending == Ending.DIVERGED && problem != null) {
            throw new ProblemException(problem);
        }
        if (bestEpoch > 0) {
            network.restore(best);
        } else if (average != null) {
            average.swap();
        }
        return new TrainResult(network.freeze(), ending, problem, epochs, bestEpoch, loader.skipped(),
                new TrainResult.Effort(step, clock.seconds(), clock.meanPicturesPerSecond(), clock.waitShare()));
    }

    private int heldOutSize() {
        Dataset heldOut = input.pictures().heldOut();
        return heldOut == null ? 0 : heldOut.size();
    }

    private void saveIfDue() {
        TrainInput.Checkpoints checkpoints = input.conditions().checkpoints();
        if (checkpoints != null && clock.secondsSinceSaving() >= checkpoints.every().toMillis() / 1000.0) {
            save();
        }
    }

    private void save() {
        TrainInput.Checkpoints checkpoints = input.conditions().checkpoints();
        if (checkpoints == null || step == 0) {
            return;
        }
        clock.saved();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.snapshot().forEach((name, tensor) -> tensors.put("network/" + name, tensor));
        optimiser.state().forEach((name, value) -> tensors.put("optimiser/" + name, value.toTensor()));
        if (average != null) {
            average.state().forEach((name, value) -> tensors.put("average/" + name, value.toTensor()));
        }
        best.forEach((name, tensor) -> tensors.put("best/" + name, tensor));
        extended().forEach((name, value) -> tensors.put("extension/" + name, value.toTensor()));
        Checkpoint.State state = new Checkpoint.State(config, input.conditions().seed(), sources.data(),
                sources.teacher(), next, step, meter, clock.seconds(), List.copyOf(epochs), bestEpoch,
                bestEpoch == 0 ? 0 : bestScore);
        try {
            new Checkpoint(state, tensors).write(checkpoints.file());
            checkpointProblem = null;
            listener.on(new TrainEvent.CheckpointWritten(checkpoints.file(), step));
        } catch (ProblemException e) {
            checkpointProblem = e.problem();
            listener.on(new TrainEvent.CheckpointFailed(e.problem()));
        }
    }

    private static Checkpoint.Sources sources(TrainInput input) throws ProblemException {
        Distillation distillation = input.distillation();
        return new Checkpoint.Sources(input.pictures().training().fingerprint(),
                distillation == null ? "" : distillation.fingerprint());
    }

    private Map<String, Var> extended() {
        Map<String, Var> all = new LinkedHashMap<>();
        beside.forEach(p -> all.put("parameter/" + p.name(), p.value()));
        extension.state().forEach((name, value) -> all.put("state/" + name, value));
        return all;
    }

    private void resume() throws ProblemException {
        TrainInput.Checkpoints checkpoints = input.conditions().checkpoints();
        if (checkpoints == null || !checkpoints.resume() || !Files.exists(checkpoints.file())) {
            return;
        }
        Checkpoint checkpoint = Checkpoint.read(checkpoints.file());
        checkpoint.require(config, input.conditions().seed(), sources, checkpoints.file());
        Checkpoint.State state = checkpoint.state();
        try {
            network.restore(checkpoint.group("network/"));
            assign(optimiser.state(), checkpoint.group("optimiser/"));
            assign(extended(), checkpoint.group("extension/"));
            if (average != null) {
                assign(average.state(), checkpoint.group("average/"));
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofFile("cannot go on from the checkpoint", checkpoints.file(),
                    "it is of another network", "remove it to train from the beginning");
        }
        next = state.next();
        step = state.step();
        meter = state.meter();
        epochs = new ArrayList<>(state.epochs());
        bestEpoch = state.bestEpoch();
        bestScore = bestEpoch == 0 ? Double.NEGATIVE_INFINITY : state.bestScore();
        best = checkpoint.group("best/");
        clock.resume(state.seconds());
    }

    private static void assign(Map<String, Var> own, Map<String, Tensor> saved) {
        if (!own.keySet().equals(saved.keySet())) {
            throw new IllegalArgumentException("the state is of another training");
        }
        own.forEach((name, value) -> {
            Tensor tensor = saved.get(name);
            if (tensor == null || !tensor.shape().equals(value.shape())) {
                throw new IllegalArgumentException("other extents of " + name);
            }
            try (Var source = Var.of(tensor)) {
                Update.assign(value, source);
            }
        });
    }

    @Override
    public void close() {
        optimiser.close();
        if (average != null) {
            average.close();
        }
    }
}
