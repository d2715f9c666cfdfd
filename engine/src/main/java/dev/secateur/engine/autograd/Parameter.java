package dev.secateur.engine.autograd;

import dev.secateur.engine.tensor.Tensor;

/// A tensor that training changes: a private copy of a constant of the graph, or one that a method adds.
///
/// Lives until it is closed, whatever scopes open and close. Change it by {@link Update} on {@link #value()}.
public final class Parameter implements AutoCloseable {

    private final String name;
    private final ParameterKind kind;
    private final Var value;

    Parameter(String name, ParameterKind kind, Var leaf) {
        this.name = name;
        this.kind = kind;
        this.value = leaf.keep().requireGradient(true);
    }

    /// A parameter beside the network that starts at these numbers.
    ///
    /// @param start a copy is made
    public static Parameter of(String name, ParameterKind kind, Tensor start) {
        return new Parameter(name, kind, Var.of(start));
    }

    /// Unique within a network: the name of the constant in the file.
    public String name() {
        return name;
    }

    /// What it is for.
    public ParameterKind kind() {
        return kind;
    }

    /// The numbers, a leaf of the tape. Always the same object.
    public Var value() {
        return value;
    }

    /// True if gradients are computed for it.
    public boolean isTrained() {
        return value.needsGradient();
    }

    /// Freezes it, or thaws it.
    public void setTrained(boolean trained) {
        value.requireGradient(trained);
    }

    /// A copy of the present numbers.
    public Tensor toTensor() {
        return value.toTensor();
    }

    /// Sets the numbers.
    ///
    /// @throws IllegalArgumentException if the extents differ
    public void assign(Tensor numbers) {
        if (!numbers.shape().equals(value.shape())) {
            throw new IllegalArgumentException(
                    name + " has extents " + value.shape() + " and cannot become " + numbers.shape());
        }
        try (Var source = Var.of(numbers)) {
            Update.assign(value, source);
        }
    }

    @Override
    public void close() {
        value.close();
    }

    @Override
    public String toString() {
        return name + " " + value;
    }
}
