package dev.secateur.engine.op;

import java.util.List;

/// Axes in another order.
///
/// @param perm output axis i is input axis `perm[i]`; empty reverses all axes
public record Transpose(List<Integer> perm) implements Op {

    public Transpose {
        perm = List.copyOf(perm);
    }

    @Override
    public String type() {
        return "Transpose";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
