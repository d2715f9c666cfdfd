package dev.secateur.engine.onnx;

/// How many inputs and outputs an operator has. A node with another number is not understood.
///
/// @param required inputs that cannot be left out
/// @param inputs most inputs before operator set `since`
/// @param since the operator set from which on there are `later` inputs at most
/// @param outputs most outputs
/// @param first true if the first output cannot be left out
record Arity(int required, int inputs, long since, int later, int outputs, boolean first) {

    /// Any number, for what takes a list.
    static final int ANY = Integer.MAX_VALUE;

    static Arity of(int inputs) {
        return between(inputs, inputs);
    }

    static Arity between(int required, int inputs) {
        return new Arity(required, inputs, 0, inputs, 1, true);
    }

    /// The same with more inputs since an operator set.
    Arity since(long version, int more) {
        return new Arity(required, inputs, version, more, outputs, first);
    }

    /// The same with more outputs.
    Arity outputs(int most) {
        return new Arity(required, inputs, since, later, most, first);
    }

    /// The same for an operator whose first output may be left out if another is named.
    Arity firstMayBeLeftOut() {
        return new Arity(required, inputs, since, later, outputs, false);
    }

    /// Most inputs in an operator set.
    int inputs(long opset) {
        return opset >= since ? later : inputs;
    }

    boolean allows(Site site) {
        return site.leading() >= required && site.inputs() <= inputs(site.opset()) && site.outputs() >= 1
                && (site.first() || !first)
                && site.outputs() <= outputs;
    }
}
