package dev.secateur.engine.compress.jointrd;

import java.util.Locale;

/// How the plain network is trained: the published method or one of the baselines that it is held against.
public enum Form {
    /// By the labels alone, with ordinary convolutions.
    NAIVE,
    /// By the labels alone, with Dirac-weighted convolutions.
    DIRAC,
    /// Dirac-weighted, by the labels and the teacher's last feature map.
    DIRAC_KD,
    /// The same, and through the teacher's later stages: the published method.
    JOINT;

    /// True if its convolutions are Dirac-weighted.
    boolean hasDirac() {
        return this != NAIVE;
    }

    /// True if a teacher runs beside it.
    boolean hasTeacher() {
        return this == DIRAC_KD || this == JOINT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
