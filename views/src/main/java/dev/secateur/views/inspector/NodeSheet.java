package dev.secateur.views.inspector;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.tensor.Tensor;

/// All that is shown of one node.
///
/// @param node its id
/// @param type operator as ONNX names it, with its domain if that is not ONNX's own
/// @param family for the colour
/// @param name the node's name in the file
/// @param place the layer and block it is drawn in
/// @param description what the operator does, one sentence; empty if the program does not know it
/// @param links other nodes that it goes with
/// @param weights the constant inputs that hold numbers
public record NodeSheet(int node, String type, OpFamily family, String name, String place, String description,
        Facts facts, Links links, List<Weight> weights) {

    public NodeSheet {
        weights = List.copyOf(weights);
    }

    /// The tables of the sheet, in the order in which they are shown.
    record Facts(List<Fact> attributes, List<Fact> inputs, List<Fact> outputs, List<Fact> costs) {
        Facts {
            attributes = List.copyOf(attributes);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            costs = List.copyOf(costs);
        }
    }

    /// Nodes that go with this one; each list holds it too, or is empty if it stands alone.
    ///
    /// @param chain drawn as one
    /// @param kernel computed in one kernel by the runtime, the one whose name the kernel bears first
    record Links(List<Link> chain, List<Link> kernel) {
        Links {
            chain = List.copyOf(chain);
            kernel = List.copyOf(kernel);
        }
    }

    /// Another node that can be shown.
    record Link(int node, String label) {}

    /// A constant input.
    ///
    /// @param name the value's name in the file
    /// @param role what it is to the operator: `weight`, `bias`
    /// @param axes where its channels are; null if it has none of its own, such as a bias
    record Weight(String name, String role, Tensor tensor, @Nullable Axes axes) {}

    /// The axes of a weight that are shown as rows and columns.
    ///
    /// @param channel the axis of the output channels
    /// @param other the axis of the input channels
    record Axes(int channel, int other) {

        /// Of the weight of an operator; null for an operator whose weights have no channels that are known.
        static @Nullable Axes of(Op op, Tensor weight) {
            if (weight.rank() < 2) {
                return null;
            }
            return switch (op) {
                case Conv conv -> new Axes(0, 1);
                case ConvTranspose conv -> new Axes(1, 0);
                case Gemm gemm -> gemm.transB() ? new Axes(0, 1) : new Axes(1, 0);
                case MatMul product -> new Axes(weight.rank() - 1, weight.rank() - 2);
                default -> null;
            };
        }
    }
}
