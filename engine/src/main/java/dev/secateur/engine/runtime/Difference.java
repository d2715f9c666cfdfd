package dev.secateur.engine.runtime;

import java.util.List;

/// How far the results of two networks lie apart on the same inputs, both run in ONNX Runtime.
///
/// @param maxAbs largest `|a - b|` over all elements of all results, 0 or more
/// @param maxRel largest over the results of `max|a - b| / max|b|`, both maxima over all elements of all inputs;
///     infinite if a result of `b` is zero throughout and that of `a` is not. Where networks that are known as graphs give results of a
///     sigmoid that lie no further apart than ONNX Runtime computes one, it is that of what goes into the sigmoid
/// @param inputs which inputs were used, for people
/// @param perOutput the same for every result, in the order of `b`
public record Difference(double maxAbs, double maxRel, String inputs, List<OfOutput> perOutput) {

    public Difference {
        perOutput = List.copyOf(perOutput);
    }

    /// The difference in one result.
    ///
    /// @param output its name in `b`
    /// @param maxAbs largest `|a - b|`
    /// @param maxRel `max|a - b| / max|b|`
    public record OfOutput(String output, double maxAbs, double maxRel) {}

    /// True if not a single bit of a number differs but for the sign of zero.
    public boolean isNone() {
        return maxAbs == 0;
    }

    /// The same with a description of the inputs.
    public Difference on(String description) {
        return new Difference(maxAbs, maxRel, description, perOutput);
    }
}
