package dev.secateur.views.data;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Normalisation;

/// Ways to take pixels that have a name.
public enum Pixels {
    USUAL("Usual for the number of channels"),
    IMAGENET("ImageNet: mean 0.485 0.456 0.406, std 0.229 0.224 0.225"),
    FASHION("Fashion-MNIST: mean 0.286, std 0.353"),
    UNIT_GREY("0 to 1, one channel"),
    UNIT_COLOUR("0 to 1, three channels"),
    RAW_GREY("0 to 255, one channel"),
    RAW_COLOUR("0 to 255, three channels"),
    OWN("Own numbers");

    private static final double BYTE = 1 / 255.0;

    private final String title;

    Pixels(String title) {
        this.title = title;
    }

    /// What it means; null for the usual way, and for numbers of the user's own.
    @Nullable
    Normalisation normalisation() {
        return switch (this) {
            case USUAL, OWN -> null;
            case IMAGENET -> Normalisation.imageNet();
            case FASHION -> Normalisation.fashion();
            case UNIT_GREY -> unit(1);
            case UNIT_COLOUR -> unit(3);
            case RAW_GREY -> Normalisation.raw(1);
            case RAW_COLOUR -> Normalisation.raw(3);
        };
    }

    private static Normalisation unit(int channels) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return new Normalisation(BYTE, new double[channels], ones);
    }

    static Pixels of(@Nullable Normalisation normalisation) {
        return normalisation == null
                ? USUAL
                : Arrays.stream(values()).filter(p -> normalisation.equals(p.normalisation())).findFirst().orElse(OWN);
    }

    @Override
    public String toString() {
        return title;
    }
}
