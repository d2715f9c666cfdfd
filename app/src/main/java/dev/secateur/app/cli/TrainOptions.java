package dev.secateur.app.cli;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;

/// The options that say how to train. What is not given is taken from the defaults for the network.
final class TrainOptions {

    @Option(names = "--epochs", paramLabel = "N", converter = Positive.class, description = "Times that all pictures are seen.")
    @Nullable
    Integer epochs;

    @Option(names = "--lr", paramLabel = "X", description = "Highest learning rate.")
    @Nullable
    Double lr;

    @Option(names = "--optimiser", paramLabel = "NAME", description = "sgd (with Nesterov's momentum) or adamw.")
    OptimiserConfig.@Nullable Kind optimiser;

    @Option(names = "--momentum", paramLabel = "X", description = "0 to below 1.")
    @Nullable
    Double momentum;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Of weights; biases and normalisations do not decay.")
    @Nullable
    Double weightDecay;

    @Option(names = "--schedule", paramLabel = "NAME", description = "cosine, step or constant.")
    ScheduleConfig.@Nullable Shape schedule;

    @Option(names = "--warmup", paramLabel = "EPOCHS", description = "Epochs in which the learning rate rises.")
    @Nullable
    Double warmup;

    @Option(names = "--label-smoothing", paramLabel = "X", description = "0 to below 1.")
    @Nullable
    Double labelSmoothing;

    @Option(names = "--clip", paramLabel = "X", description = "Largest norm of all gradients together; 0 for none.")
    @Nullable
    Double clip;

    @Option(names = "--average", paramLabel = "X", description = "Keep a moving average of the weights with this share, 0.999 for instance; 0 for none.")
    @Nullable
    Double average;

    @Option(names = "--augment", paramLabel = "LIST", description = "none, or some of flip, pad=N and colour=X, separated by commas.")
    @Nullable
    String augment;

    @Option(names = "--bf16", description = "Compute convolutions and products in bfloat16.")
    boolean bfloat16;

    @Option(names = "--recalibrate", description = "Set the statistics of batch normalisation anew at the end.")
    boolean recalibrate;

    /// The configuration: what was given, over the defaults.
    TrainConfig over(TrainConfig defaults, SharedOptions options) throws ProblemException {
        OptimiserConfig o = defaults.optimiser();
        Regularisation r = defaults.regularisation();
        try {
            return new TrainConfig(or(epochs, defaults.epochs()), options.batch(defaults.batch()),
                    new OptimiserConfig(or(optimiser, o.kind()), or(lr, o.lr()), or(momentum, o.momentum()),
                            or(weightDecay, o.weightDecay())),
                    new ScheduleConfig(or(schedule, defaults.schedule().shape()),
                            or(warmup, defaults.schedule().warmup())),
                    new Regularisation(or(labelSmoothing, r.labelSmoothing()), or(clip, r.clip()),
                            or(average, r.average())),
                    augment == null ? defaults.augmentation() : augmentation(augment), bfloat16, recalibrate);
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofSetting("cannot train like this", "train", String.valueOf(e.getMessage()),
                    "see secateur train --help");
        }
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static Augmentation augmentation(String text) throws ProblemException {
        boolean flip = false;
        int pad = 0;
        double colour = 0;
        try {
            for (String part : text.toLowerCase(Locale.ROOT).split(",")) {
                String[] pair = part.strip().split("=", 2);
                switch (pair[0]) {
                    case "none" -> {
                    }
                    case "flip" -> flip = true;
                    case "pad" -> pad = Integer.parseInt(value(pair));
                    case "colour", "color" -> colour = Double.parseDouble(value(pair));
                    default -> throw new IllegalArgumentException("there is no augmentation " + pair[0]);
                }
            }
            return new Augmentation(flip, pad, colour);
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofSetting("cannot change pictures like this", "--augment " + text,
                    String.valueOf(e.getMessage()), "give for instance flip,pad=4,colour=0.2");
        }
    }

    private static String value(String[] pair) {
        if (pair.length < 2) {
            throw new IllegalArgumentException(pair[0] + " needs a number");
        }
        return pair[1];
    }
}
