package dev.secateur.views.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Told;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.text.Figures;

/// The curves of one training.
final class Curves {

    private static final double MIDDLE = 0.5;

    private final Curve loss = new Curve();
    private final Curve rate = new Curve();
    private final List<EpochResult> epochs = new ArrayList<>();
    private TrainEvent.@Nullable Started started;
    private TrainEvent.@Nullable Stepped latest;
    private TrainEvent.@Nullable Ended ended;
    private boolean broken;

    void clear() {
        loss.clear();
        rate.clear();
        epochs.clear();
        started = null;
        latest = null;
        ended = null;
        broken = false;
    }

    /// The training is over, whether it has told so or not.
    void close() {
        broken = true;
    }

    boolean isEmpty() {
        return started == null;
    }

    List<EpochResult> epochs() {
        return List.copyOf(epochs);
    }

    void take(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started begun -> {
                // A method may train several times; each begins anew.
                clear();
                started = begun;
            }
            case TrainEvent.WentOn before -> {
                epochs.addAll(before.epochs());
                // The mean of an epoch stands in its middle.
                before.epochs().forEach(e -> loss.add(e.epoch() - MIDDLE, e.loss()));
                before.rates().forEach(r -> rate.add(epochsAt(r.step()), r.lr()));
            }
            case TrainEvent.Stepped stepped -> {
                latest = stepped;
                double x = epochsAt(stepped.step());
                loss.add(x, stepped.loss());
                rate.add(x, stepped.lr());
            }
            case TrainEvent.EpochEnded end -> epochs.add(end.result());
            case TrainEvent.Ended end -> ended = end;
            case TrainEvent.Remark remark -> {
                // The view of the method draws what it is about.
            }
            case TrainEvent.CheckpointWritten written -> {
                // Nothing to draw.
            }
            case TrainEvent.CheckpointFailed failed -> {
                // The result tells of it.
            }
        }
    }

    /// A training that is over, as it was kept.
    void show(Told.Course course) {
        take(new TrainEvent.Started(course.epochs(), course.stepsPerEpoch(), 0, 0, 0, 0));
        take(new TrainEvent.WentOn(course.done(), course.rates()));
        take(new TrainEvent.Ended(course.ending(), (long) course.done().size() * course.stepsPerEpoch()));
    }

    private double epochsAt(long step) {
        return started == null ? 0 : (double) step / started.stepsPerEpoch();
    }

    /// Loss by epochs: of the steps, and of the held-out pictures after each epoch.
    List<LineChart.Line> losses() {
        List<LineChart.Line> lines = new ArrayList<>();
        lines.add(new LineChart.Line("training", loss.xs(), loss.ys()));
        lines.add(perEpoch("held out", EpochResult::heldOutLoss));
        return withPoints(lines);
    }

    /// Per cent of right answers by epochs.
    List<LineChart.Line> accuracies() {
        return withPoints(List.of(perEpoch("training", e -> percent(e.accuracy())),
                perEpoch("held out", e -> percent(e.heldOutAccuracy()))));
    }

    /// False for trainings that were read from a record, which does not keep them.
    boolean hasRates() {
        return rate.xs().length > 0;
    }

    /// Learning rate by epochs.
    List<LineChart.Line> rates() {
        return withPoints(List.of(new LineChart.Line("learning rate", rate.xs(), rate.ys())));
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : 100 * share;
    }

    private LineChart.Line perEpoch(String name, Function<EpochResult, @Nullable Double> value) {
        List<EpochResult> known = epochs.stream().filter(e -> value.apply(e) != null).toList();
        double[] xs = known.stream().mapToDouble(EpochResult::epoch).toArray();
        double[] ys = known.stream().mapToDouble(e -> {
            Double y = value.apply(e);
            return y == null ? Double.NaN : y;
        }).toArray();
        return new LineChart.Line(name, xs, ys);
    }

    private static List<LineChart.Line> withPoints(List<LineChart.Line> lines) {
        return lines.stream().filter(l -> l.xs().length > 0).toList();
    }

    /// `Epoch 3 of 5 · loss 0.512 · learning rate 0.0082 · 812 pictures/s · 2 min 10 s left`.
    String facts() {
        TrainEvent.Stepped now = latest;
        if (started == null) {
            return "starting";
        }
        if (now == null) {
            return ended == null ? "starting" : kept(started, ended);
        }
        String done = "epoch " + now.epoch() + " of " + started.epochs() + " · loss " + Figures.decimal(now.loss(), 3)
                + " · learning rate " + Figures.significant(now.lr()) + " · "
                + Figures.count(Math.round(now.picturesPerSecond())) + " pictures/s";
        return ended != null
                ? done + " · " + ended.ending()
                : broken ? done + " · ended" : done + " · " + time(now.secondsLeft()) + " left";
    }

    private String kept(TrainEvent.Started begun, TrainEvent.Ended end) {
        String last = epochs.isEmpty() ? "" : " · loss " + Figures.decimal(epochs.getLast().loss(), 3) + " in the last";
        return epochs.size() + " of " + Figures.plural(begun.epochs(), "epoch") + last + " · " + end.ending();
    }

    private static String time(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
