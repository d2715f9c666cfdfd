package dev.secateur.engine.autograd;

import java.util.List;
import java.util.Set;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;

/// How a graph is executed for training.
///
/// @param precision FLOAT, or DOUBLE for tests of gradients; every real number is computed in it, whatever the file stores
/// @param channelsLast true to lay pictures and kernels out with the channels innermost, which LibTorch's convolutions
///     compute faster; what is computed is the same
/// @param entries values that will be given; empty for the required inputs of the graph. Only what lies between entries
///     and exits has to be trainable
/// @param exits values that will be asked for; empty for the outputs of the graph
/// @param frozen constants that are not trained, though the operators that use them could
public record ExecutionOptions(DType precision, boolean channelsLast, List<Value> entries, List<Value> exits,
        Set<Value> frozen) {

    public ExecutionOptions {
        if (precision != DType.FLOAT && precision != DType.DOUBLE) {
            throw new IllegalArgumentException("training computes in float or double, not in " + precision);
        }
        entries = List.copyOf(entries);
        exits = List.copyOf(exits);
        frozen = Set.copyOf(frozen);
    }

    /// The whole graph in float32, channels innermost, everything trained.
    public static ExecutionOptions defaults() {
        return new ExecutionOptions(DType.FLOAT, true, List.of(), List.of(), Set.of());
    }

    /// The same in float64, with the channels where ONNX has them.
    public ExecutionOptions inDouble() {
        return new ExecutionOptions(DType.DOUBLE, false, entries, exits, frozen);
    }

    /// The same with channels innermost or not.
    public ExecutionOptions channelsLast(boolean innermost) {
        return new ExecutionOptions(precision, innermost, entries, exits, frozen);
    }

    /// The same for the part between values.
    public ExecutionOptions between(List<Value> from, List<Value> to) {
        return new ExecutionOptions(precision, channelsLast, from, to, frozen);
    }

    /// The same with other constants frozen.
    public ExecutionOptions freezing(Set<Value> constants) {
        return new ExecutionOptions(precision, channelsLast, entries, exits, constants);
    }
}
