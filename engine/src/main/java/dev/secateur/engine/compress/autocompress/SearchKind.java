package dev.secateur.engine.compress.autocompress;

import java.util.Locale;

/// How the share of each layer is found.
public enum SearchKind {
    /// Simulated annealing in which larger layers lose larger shares.
    ANNEALING,
    /// Simulated annealing without regard to size.
    UNGUIDED,
    /// The best of as many random choices.
    RANDOM,
    /// The same share everywhere, without a search.
    UNIFORM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
