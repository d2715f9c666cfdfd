package dev.secateur.engine.data;

/// Which part of a data set.
public enum Split {
    /// For training and for choosing between candidates.
    TRAIN,
    /// For stating accuracy, never for choosing.
    TEST
}
