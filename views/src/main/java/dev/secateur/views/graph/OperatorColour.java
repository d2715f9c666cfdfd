package dev.secateur.views.graph;

import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.views.theme.OperatorClass;

/// The class by which an operator is coloured.
final class OperatorColour {

    private OperatorColour() {}

    /// @param holdsGraphs true for `If`, `Loop` and functions, whose inside can be looked at
    static OperatorClass of(Op op, boolean holdsGraphs) {
        if (holdsGraphs) {
            return OperatorClass.ENDPOINT;
        }
        if (op instanceof Opaque) {
            return OperatorClass.UNKNOWN;
        }
        return switch (op.family()) {
            case CONVOLUTION -> OperatorClass.CONVOLUTION;
            case LINEAR -> OperatorClass.LINEAR;
            case NORMALISATION -> OperatorClass.NORMALISATION;
            case ACTIVATION -> OperatorClass.ACTIVATION;
            case ELEMENTWISE -> OperatorClass.ELEMENTWISE;
            case SHAPE -> OperatorClass.SHAPE;
            case POOLING -> OperatorClass.POOLING;
            case OTHER -> OperatorClass.ENDPOINT;
        };
    }

    /// Bodies of groups are not coloured by class; the canvas ignores this.
    static OperatorClass ofGroup() {
        return OperatorClass.UNKNOWN;
    }
}
