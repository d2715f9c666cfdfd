package dev.secateur.engine.op;

import org.jspecify.annotations.Nullable;

/// Limits every element. Relu6 of the exporters is a `Clip` from 0 to 6.
///
/// Before opset 11 the limits are attributes and stand here; since then they are inputs 1 and 2 and both components are null.
public record Clip(@Nullable Float min, @Nullable Float max) implements Op {

    @Override
    public String type() {
        return "Clip";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
