package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A box out of a tensor. Inputs since opset 10: data, starts, ends, axes?, steps?; before, the components hold what the attributes say.
public record Slice(@Nullable List<Long> starts, @Nullable List<Long> ends, @Nullable List<Long> axes) implements Op {

    public Slice {
        starts = starts == null ? null : List.copyOf(starts);
        ends = ends == null ? null : List.copyOf(ends);
        axes = axes == null ? null : List.copyOf(axes);
    }

    @Override
    public String type() {
        return "Slice";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
