package dev.secateur.engine.compress.slb;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.train.Extension;

/// How distributions are sharpened: `T` stays at its first value, then rises by equal ratios, then stays.
public record Temperature(
        @Param(label = "First temperature", min = 0.01, max = 1000, help = "What logits are multiplied by at the start. Logits start divided by it, so it only decides how fast they move: their steps grow as its square. The published code starts at 1.") double first,
        @Param(label = "Rise", min = 1, max = 1e6, help = "How many times the first temperature the last one is. The published runs of ResNet-20 end at about 1,600 for 1 bit and 2,000,000 for 4.") double rise,
        @Param(label = "Rise from", unit = "of the epochs", min = 0, max = 1, help = "Part of the training after which the temperature rises. The paper's ResNet-20: 0.4.") double from,
        @Param(label = "Rise to", unit = "of the epochs", min = 0, max = 1, help = "Part of the training after which weights are fixed at their likeliest values and all else goes on learning. The paper's ResNet-20: 0.9.") double to,
        @Param(label = "By epochs", help = "Raise it once an epoch, as the published code does, instead of with every step.") boolean byEpoch) {

    public Temperature {
        if (from > to) {
            throw new IllegalArgumentException(
                    "the temperature cannot stop rising before it begins: " + from + ", " + to);
        }
    }

    /// Smooth and slow, for short trainings from trained weights: weights still change their values late.
    public static Temperature defaults() {
        return new Temperature(4.8, 10, 0, 0.85, false);
    }

    /// The temperature at a moment.
    double at(Extension.Moment moment) {
        double span = to - from;
        double done = part(moment);
        double risen = span == 0 ? done < from ? 0 : 1 : Math.clamp((done - from) / span, 0, 1);
        return first * Math.pow(rise, risen);
    }

    /// True if weights are fixed.
    boolean isOver(Extension.Moment moment) {
        return part(moment) >= to;
    }

    private double part(Extension.Moment moment) {
        return byEpoch ? Math.floor(moment.epoch()) / moment.epochs() : moment.fraction();
    }
}
