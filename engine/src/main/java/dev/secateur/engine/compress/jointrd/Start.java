package dev.secateur.engine.compress.jointrd;

import java.util.Locale;

/// What the plain network's weights are before training.
public enum Start {
    /// Drawn: N(0, 2 / fan-out) for convolutions (He et al. 2015), normalisations that change nothing, as the released code does.
    KAIMING,
    /// Those of the network with shortcuts.
    TEACHER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
