package dev.secateur.engine.onnx;

/// How many inputs and outputs an operator has. A node with another number is not understood.
///
/// @param required inputs that cannot be left out
/// @param inputs most inputs before operator set `since`
/// @param since the operator set from which on there are `later` inputs at most
/// @param outputs most outputs
record Arity(int required, int inputs, long since, int later, int outputs) {

    /// Any number, for what takes a list.
    static final int ANY = Integer.MAX_VALUE;

    static Arity of(int inputs) {
        return between(inputs, inputs);
    }

    static Arity between(int required, int inputs) {
        return new Arity(required, inputs, 0, inputs, 1);
    }

    /// The same with more inputs since an operator set.
    Arity since(long version, int more) {
        return new Arity(required, inputs, version, more, outputs);
    }

    /// The same with more outputs.
    Arity outputs(int most) {
        return new Arity(required, inputs, since, later, most);
    }

    /// Most inputs in an operator set.
    int inputs(long opset) {
        return opset >= since ? later : inputs;
    }

    boolean allows(Site site) {
        return site.leading() >= required && site.inputs() <= inputs(site.opset()) && site.outputs() >= 1
                && site.outputs() <= outputs;
    }
}
