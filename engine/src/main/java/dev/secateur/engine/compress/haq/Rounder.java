package dev.secateur.engine.compress.haq;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.quant.Grid;

/// Rounds what flows to a grid; gradients pass inside its range (straight-through).
final class Rounder implements Interceptor {

    private @Nullable Grid grid;

    /// @param next null to let everything pass as it is
    void set(@Nullable Grid next) {
        grid = next;
    }

    @Override
    public Var intercept(Var value, Mode mode) {
        Grid now = grid;
        if (now == null) {
            return value;
        }
        Var inside = value.div(now.scale()).clamp(now.low() - now.zeroPoint(), now.high() - now.zeroPoint());
        Var whole = inside.needsGradient() ? Functions.straightThrough(inside.round(), inside) : inside.round();
        return whole.mul(now.scale());
    }
}
