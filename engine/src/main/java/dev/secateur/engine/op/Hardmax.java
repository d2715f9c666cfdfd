package dev.secateur.engine.op;

/// 1 at the first largest element along an axis, 0 elsewhere.
///
/// @param flattened true before opset 13, where all axes from `axis` on are taken together
public record Hardmax(int axis, boolean flattened) implements Op {

    @Override
    public String type() {
        return "Hardmax";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
