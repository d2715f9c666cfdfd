package dev.secateur.engine.shape;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Numbers for symbols and for axes of inputs. Immutable.
///
/// An axis that is bound by name of its input takes that number even if the model declares another one; a batch bound by
/// {@link #batch(long)} only replaces what the model leaves open.
public final class Bindings {

    private record Axis(String input, int axis) {}

    private static final Bindings NONE = new Bindings(Map.of(), Map.of(), -1);

    private final Map<String, Long> symbols;
    private final Map<Axis, Long> axes;
    private final long batch;

    private Bindings(Map<String, Long> symbols, Map<Axis, Long> axes, long batch) {
        this.symbols = Map.copyOf(symbols);
        this.axes = Map.copyOf(axes);
        this.batch = batch;
    }

    /// Nothing bound.
    public static Bindings none() {
        return NONE;
    }

    /// The first axis of every required input, where the model leaves it open, is `size` (0 or more), and so is its symbol
    /// wherever else that stands.
    public static Bindings batch(long size) {
        return NONE.withBatch(size);
    }

    /// The same with a batch, see {@link #batch(long)}.
    public Bindings withBatch(long size) {
        return new Bindings(symbols, axes, checked(size));
    }

    /// The same with a number for a symbol.
    ///
    /// @param size 0 or more
    public Bindings with(String symbol, long size) {
        Map<String, Long> more = new HashMap<>(symbols);
        more.put(symbol, checked(size));
        return new Bindings(more, axes, batch);
    }

    /// The same with a number for an axis of an input.
    ///
    /// @param axis 0 or more
    /// @param size 0 or more
    public Bindings with(String input, int axis, long size) {
        Map<Axis, Long> more = new HashMap<>(axes);
        more.put(new Axis(input, axis), checked(size));
        return new Bindings(symbols, more, batch);
    }

    /// The same with a number for what people name: a symbol, or `INPUT:AXIS`.
    ///
    /// @param size 0 or more
    public Bindings named(String name, long size) {
        int colon = name.lastIndexOf(':');
        return colon > 0 && name.substring(colon + 1).matches("\\d{1,2}")
                ? with(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)), size)
                : with(name, size);
    }

    private static long checked(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("an extent cannot be negative: " + size);
        }
        return size;
    }

    /// The number for a symbol, if there is one.
    public OptionalLong of(String symbol) {
        Long size = symbols.get(symbol);
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /// The number for an axis of an input, if it is bound by name of the input.
    public OptionalLong of(String input, int axis) {
        Long size = axes.get(new Axis(input, axis));
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /// These bindings with every bound axis and the batch turned into bindings of the symbols that the graph's inputs use there.
    Bindings resolvedFor(Graph graph) {
        Bindings resolved = this;
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            for (int i = 0; shape != null && i < shape.rank(); i++) {
                OptionalLong size = of(graph.name(input), i);
                if (size.isEmpty() && i == 0 && batch >= 0) {
                    size = OptionalLong.of(batch);
                }
                if (size.isPresent() && shape.dim(i) instanceof Dim.Symbol(String name)
                        && !resolved.symbols.containsKey(name)) {
                    resolved = resolved.with(name, size.getAsLong());
                }
            }
        }
        return resolved;
    }

    /// The extent of an input's axis under these bindings; an open axis without a symbol gets the name `input[axis]`.
    Extent extentOf(String input, int axis, Dim declared) {
        OptionalLong bound = of(input, axis);
        if (bound.isPresent()) {
            return Extent.of(bound.getAsLong());
        }
        return switch (declared) {
            case Dim.Known(long size) -> Extent.of(size);
            case Dim.Symbol(String name) -> extentOf(declared, name);
            case Dim.Unknown u -> axis == 0 && batch >= 0 ? Extent.of(batch) : Extent.named(input + "[" + axis + "]");
        };
    }

    /// A declared extent under these bindings.
    Extent extentOf(Dim declared) {
        return declared instanceof Dim.Symbol(String name) ? extentOf(declared, name) : Extent.of(declared);
    }

    private Extent extentOf(Dim declared, String name) {
        OptionalLong bound = of(name);
        return bound.isPresent() ? Extent.of(bound.getAsLong()) : Extent.of(declared);
    }
}
