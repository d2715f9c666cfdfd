package dev.secateur.engine.tensor;

/// One extent of a shape: a number, a named unknown (`batch`, `floor(height / 2)`), or nothing known at all.
public sealed interface Dim {

    /// An extent that nothing is known of.
    Dim UNKNOWN = new Unknown();

    /// A known extent, 0 or more.
    record Known(long size) implements Dim {
        public Known {
            if (size < 0) {
                throw new IllegalArgumentException("an extent cannot be negative: " + size);
            }
        }

        @Override
        public String toString() {
            return Long.toString(size);
        }
    }

    /// An unknown extent with a name; two equal names mean the same number within one graph.
    record Symbol(String name) implements Dim {
        public Symbol {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a symbol needs a name");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// See {@link #UNKNOWN}.
    record Unknown() implements Dim {
        @Override
        public String toString() {
            return "?";
        }
    }

    /// A known extent.
    static Dim of(long size) {
        return new Known(size);
    }

    /// A named unknown extent.
    static Dim of(String name) {
        return new Symbol(name);
    }

    /// True if this extent is a number.
    default boolean isKnown() {
        return this instanceof Known;
    }

    /// The number, or -1 if there is none.
    default long sizeOrMinusOne() {
        return this instanceof Known(long size) ? size : -1;
    }
}
