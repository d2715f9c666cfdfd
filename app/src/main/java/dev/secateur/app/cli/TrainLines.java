package dev.secateur.app.cli;

import java.time.Duration;
import java.util.Locale;

import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainListener;

/// Prints a line for each epoch on standard error.
final class TrainLines implements TrainListener {

    private static final int WIDTH = 78;

    private final Streams streams;
    private int epochs;
    private TrainEvent.Stepped last = new TrainEvent.Stepped(0, 1, 1, 0, 0, 0, 0, 0);

    TrainLines(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started s -> {
                epochs = s.epochs();
                print(s.training() + " pictures to train on, " + s.heldOut() + " held out, " + s.stepsPerEpoch()
                        + " steps an epoch" + (s.firstStep() > 0 ? ", going on after step " + s.firstStep() : ""));
            }
            case TrainEvent.Stepped s -> last = s;
            case TrainEvent.EpochEnded e -> print(line(e));
            case TrainEvent.Remark r -> print(r.text());
            case TrainEvent.CheckpointFailed f -> print(f.problem().sentence());
            case TrainEvent.WentOn w -> {
                // Its epochs were printed before the training was cut off.
            }
            case TrainEvent.CheckpointWritten w -> {
            }
            case TrainEvent.Ended e -> {
            }
        }
    }

    private String line(TrainEvent.EpochEnded ended) {
        EpochResult r = ended.result();
        return String.format(Locale.ROOT, "epoch %d of %d: loss %.4f%s%s%s, lr %.2g, %.0f pictures/s, %s left%s",
                r.epoch(), epochs, r.loss(), percent(", accuracy ", r.accuracy()),
                r.heldOutLoss() == null ? "" : String.format(Locale.ROOT, ", held out: loss %.4f", r.heldOutLoss()),
                percent(", accuracy ", r.heldOutAccuracy()), last.lr(), last.picturesPerSecond(),
                time(last.secondsLeft()), ended.best() ? ", best" : "");
    }

    private static String percent(String name, @org.jspecify.annotations.Nullable Double fraction) {
        return fraction == null ? "" : name + String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    private static String time(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }

    /// Over the line of progress, if there is one.
    private void print(String line) {
        String padded = streams.interactive() ? "\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) : line;
        streams.err().println(padded);
    }
}
