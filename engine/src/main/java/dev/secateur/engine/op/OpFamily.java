package dev.secateur.engine.op;

/// Families of operators, as people tell them apart at a glance.
public enum OpFamily {
    CONVOLUTION, LINEAR, NORMALISATION, ACTIVATION, ELEMENTWISE, SHAPE, POOLING, OTHER
}
