package dev.secateur.engine.op;

import java.util.List;

import dev.secateur.engine.tensor.Tensor;

/// The value of one attribute of an operator that is kept as the file says.
public sealed interface Attribute {

    /// An integer.
    record IntValue(long value) implements Attribute {}

    /// A float32.
    record FloatValue(float value) implements Attribute {}

    /// A text, as far as it is UTF-8.
    record TextValue(String value) implements Attribute {}

    /// A tensor.
    record TensorValue(Tensor value) implements Attribute {}

    /// Integers.
    record IntList(List<Long> values) implements Attribute {
        public IntList {
            values = List.copyOf(values);
        }
    }

    /// Floats.
    record FloatList(List<Float> values) implements Attribute {
        public FloatList {
            values = List.copyOf(values);
        }
    }

    /// Texts.
    record TextList(List<String> values) implements Attribute {
        public TextList {
            values = List.copyOf(values);
        }
    }

    /// Anything else (a sub-graph, a sparse tensor, a type), which only the file's encoding holds.
    ///
    /// @param kind what it is, for people: `graph with 12 nodes`
    record Other(String kind) implements Attribute {}
}
