package dev.secateur.engine.onnx;

import java.util.List;

import ai.onnx.proto.OnnxMl.NodeProto;

/// Where a node's record is made: what counts beside the attributes.
///
/// @param type the operator's name
/// @param opset version of ONNX's own operator set
/// @param inputs number of inputs, those left out at the end not counted
/// @param leading number of inputs before the first that is left out
/// @param outputs number of outputs, likewise
/// @param first true if the first output is named
record Site(String type, long opset, int inputs, int leading, int outputs, boolean first) {

    /// The site of a node.
    ///
    /// @param opset version of ONNX's own operator set
    static Site of(NodeProto node, long opset) {
        List<String> inputs = node.getInputList();
        int gap = inputs.indexOf("");
        boolean named = node.getOutputCount() > 0 && !node.getOutput(0).isEmpty();
        return new Site(node.getOpType(), opset, present(inputs), gap < 0 ? inputs.size() : gap,
                present(node.getOutputList()), named);
    }

    private static int present(List<String> names) {
        int count = names.size();
        while (count > 0 && names.get(count - 1).isEmpty()) {
            count--;
        }
        return count;
    }

    boolean since(long version) {
        return opset >= version;
    }
}
