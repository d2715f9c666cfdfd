package dev.secateur.engine.op;

import java.util.List;

/// Mean 0 and variance 1 over some axes, without scale and shift.
public record MeanVarianceNormalization(List<Long> axes) implements Op {

    public MeanVarianceNormalization {
        axes = List.copyOf(axes);
    }

    @Override
    public String type() {
        return "MeanVarianceNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
