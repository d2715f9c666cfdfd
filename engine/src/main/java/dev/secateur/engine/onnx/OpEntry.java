package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Op;

/// How one record is read from attributes and said in attributes again.
///
/// @param record class of the records
/// @param types the names of the operators that it stands for
/// @param since the first operator set whose form of the operator the record says; older forms are not understood
record OpEntry<O extends Op>(Class<O> record, List<String> types, Arity arity, long since, Reading<O> reading,
        Writing<O> writing) {

    /// Makes a record of attributes; whatever is wrong with them is noted there, and null says that the form is not covered.
    @FunctionalInterface
    interface Reading<O> {
        @Nullable
        O read(Attributes attributes, Site site);
    }

    /// Says a record in attributes of the encoding's operator set.
    @FunctionalInterface
    interface Writing<O> {
        void write(O op, Encoding out);
    }

    /// The record, if the node is exactly what the specification says.
    Optional<Op> decode(Attributes attributes, Site site) {
        if (site.opset() < since || !arity.allows(site)) {
            return Optional.empty();
        }
        O op = reading.read(attributes, site);
        return attributes.understood() ? Optional.ofNullable(op) : Optional.empty();
    }

    void encode(Op op, Encoding out) {
        out.needs(since);
        writing.write(record.cast(op), out);
    }
}
