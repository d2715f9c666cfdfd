package dev.secateur.engine.op;

/// Numbers from a start to below a limit in steps. Inputs: start, limit, step, all scalars.
public record Range() implements Op {

    @Override
    public String type() {
        return "Range";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
