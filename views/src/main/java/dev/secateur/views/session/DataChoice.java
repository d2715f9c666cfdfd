package dev.secateur.views.session;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Normalisation;

/// The labelled pictures that the user chose for a model.
///
/// @param spec as on the command line (`fashion`, `cifar10:DIR`, ...), empty for none: then inputs are random
/// @param normalisation how pixels become values; null for what is usual for as many channels
public record DataChoice(String spec, @Nullable Normalisation normalisation) {

    /// No data.
    public static final DataChoice NONE = new DataChoice("", null);

    /// Data with the usual normalisation.
    public static DataChoice of(String spec) {
        return new DataChoice(spec, null);
    }

    public boolean isNone() {
        return spec.isEmpty();
    }

    /// What kind of data: `cifar10`; empty for none.
    public String kind() {
        int colon = spec.indexOf(':');
        return colon < 0 ? spec : spec.substring(0, colon);
    }

    /// The folder; empty if there is none.
    public String folder() {
        int colon = spec.indexOf(':');
        return colon < 0 ? "" : spec.substring(colon + 1);
    }

    /// Its name for people: `CIFAR-10`.
    public String title() {
        return switch (kind()) {
            case "" -> "No data";
            case "fashion" -> "Fashion-MNIST";
            case "cifar10" -> "CIFAR-10";
            case "cifar100" -> "CIFAR-100";
            case "idx" -> "IDX files";
            case "images" -> "Image folder";
            default -> spec;
        };
    }
}
