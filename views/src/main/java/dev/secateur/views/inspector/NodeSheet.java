package dev.secateur.views.inspector;

import java.util.List;

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
/// @param chain the nodes drawn as one with this one, itself included; empty if it stands alone
/// @param weights the constant inputs that hold numbers
public record NodeSheet(int node, String type, OpFamily family, String name, String place, String description,
        List<Link> chain, Facts facts, List<Weight> weights) {

    public NodeSheet {
        chain = List.copyOf(chain);
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

    /// Another node that can be shown.
    record Link(int node, String label) {}

    /// A constant input.
    ///
    /// @param name the value's name in the file
    /// @param role what it is to the operator: `weight`, `bias`
    record Weight(String name, String role, Tensor tensor) {}
}
