package dev.secateur.engine.op;

import java.util.Map;

/// A recurrent layer. Inputs: data, weight `[directions, gates * hidden, in]`, recurrence `[directions, gates * hidden, hidden]`, shift?, lengths?,
/// first hidden state?, and for LSTM first cell state?, peepholes?. Outputs: all hidden states?, last hidden state?, for LSTM last cell state?.
///
/// @param hidden number of hidden units
/// @param batchFirst true if the batch is the first axis of the data, false if the time is
/// @param attributes what else the file says, by name: activations, clipping, direction
public record Recurrent(Kind kind, int hidden, boolean batchFirst, Map<String, Attribute> attributes) implements Op {

    public Recurrent {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.LINEAR;
    }

    /// Number of directions, 1 or 2.
    public int directions() {
        return attributes.get("direction") instanceof Attribute.TextValue(String text)
                && text.equals("bidirectional") ? 2 : 1;
    }

    /// Which cell.
    public enum Kind {
        LSTM("LSTM", 4), GRU("GRU", 3), RNN("RNN", 1);

        private final String type;
        private final int gates;

        Kind(String type, int gates) {
            this.type = type;
            this.gates = gates;
        }

        /// The operator's name in ONNX.
        public String type() {
            return type;
        }

        /// How many gates, the candidate included, a hidden unit has.
        public int gates() {
            return gates;
        }
    }
}
