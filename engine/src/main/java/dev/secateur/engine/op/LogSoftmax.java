package dev.secateur.engine.op;

/// `log(exp(x) / sum(exp(x)))` along an axis.
///
/// @param flattened true before opset 13, where all axes from `axis` on are taken together
public record LogSoftmax(int axis, boolean flattened) implements Op {

    @Override
    public String type() {
        return "LogSoftmax";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
