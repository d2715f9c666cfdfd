package dev.secateur.views.inspector;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.RmsNormalization;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.op.Where;

/// One sentence about each operator, and what its inputs are called.
final class Descriptions {

    private Descriptions() {}

    static String of(Op op) {
        return switch (op) {
            case Conv o when o.group() > 1 -> "Slides filters over the data, each over its own group of channels.";
            case Conv o -> "Slides filters over the data, each over all channels.";
            case ConvTranspose o -> "Spreads each value by a filter; the way back of a strided convolution.";
            case Gemm o -> "A fully connected layer: multiplies by a matrix and adds a bias.";
            case MatMul o -> "Multiplies matrices.";
            case BatchNormalization o -> "Shifts and scales each channel by statistics kept from training.";
            case Unary o -> "Applies a function to every element.";
            case Binary o -> "Combines two tensors element by element.";
            case Clip o -> "Limits every element to a range.";
            case LeakyRelu o -> "Keeps positive elements and shrinks negative ones.";
            case Elu o -> "Keeps positive elements and bends negative ones towards a limit.";
            case HardSigmoid o -> "A sigmoid made of three straight lines.";
            case Softmax o -> "Turns scores into parts of one along an axis.";
            case MaxPool o -> "Keeps the largest element of each window.";
            case AveragePool o -> "Keeps the mean of each window.";
            case GlobalPool o -> "Makes one number of each channel.";
            case Reduce o -> "Makes one number of all elements along some axes.";
            case Concat o -> "Joins tensors along an axis.";
            case Split o -> "Cuts a tensor into parts along an axis.";
            case Slice o -> "Cuts a box out of a tensor.";
            case Pad o -> "Puts elements around a tensor.";
            case Gather o -> "Picks entries along an axis.";
            case Resize o -> "Scales a picture up or down.";
            case Reshape o -> "Reads the same elements in another shape.";
            case Flatten o -> "Reads the same elements as a matrix.";
            case Transpose o -> "Changes the order of axes.";
            case Squeeze o -> "Takes out axes of extent 1.";
            case Unsqueeze o -> "Puts in axes of extent 1.";
            case Expand o -> "Repeats a tensor along axes of extent 1.";
            case ShapeOf o -> "Gives the extents of a tensor as numbers.";
            case SizeOf o -> "Gives the number of elements.";
            case Cast o -> "Changes the type of the elements.";
            case Constant o -> "A tensor that stands in the file.";
            case ConstantOfShape o -> "A tensor filled with one value.";
            case Identity o -> "Passes its input on.";
            case Dropout o -> "Does nothing outside training.";
            case Opaque o when o.type().equals("If") -> "Runs one of its graphs, by a condition.";
            case Opaque o when o.type().equals("Loop") ->
                "Runs its graph again and again, until a condition or a count.";
            case Opaque o when o.type().equals("Scan") -> "Runs its graph once for every slice of its inputs.";
            case Opaque o -> "The program keeps this operator as it is and does not look inside.";
            default -> RareDescriptions.of(op);
        };
    }

    /// What the input at this position is to the operator; empty if it has no special part.
    static String role(Op op, int input) {
        String[] roles = switch (op) {
            case Conv o -> new String[]{"data", "weight", "bias"};
            case ConvTranspose o -> new String[]{"data", "weight", "bias"};
            case Gemm o -> new String[]{"data", "weight", "bias"};
            case BatchNormalization o -> new String[]{"data", "scale", "shift", "mean", "variance"};
            case Clip o -> new String[]{"data", "min", "max"};
            case Reshape o -> new String[]{"data", "shape"};
            case Slice o -> new String[]{"data", "starts", "ends", "axes", "steps"};
            case Pad o -> new String[]{"data", "pads", "value", "axes"};
            case Gather o -> new String[]{"data", "indices"};
            case Recurrent o -> new String[]{"data", "weight", "recurrence", "bias", "lengths", "first state"};
            case LayerNormalization o -> new String[]{"data", "scale", "shift"};
            case GroupNormalization o -> new String[]{"data", "scale", "shift"};
            case InstanceNormalization o -> new String[]{"data", "scale", "shift"};
            case RmsNormalization o -> new String[]{"data", "scale"};
            case IntegerConv o when o.requantises() -> quantised("bias");
            case IntegerConv o -> new String[]{"data", "weight", "zero point", "weight's zero point"};
            case IntegerMatMul o when o.requantises() -> quantised("");
            case IntegerMatMul o -> new String[]{"data", "weight", "zero point", "weight's zero point"};
            case Where o -> new String[]{"condition", "where true", "where false"};
            case QuantizeLinear o -> new String[]{"data", "scale", "zero point"};
            case DequantizeLinear o -> new String[]{"data", "scale", "zero point"};
            case Resize o -> new String[]{"data", "roi", "scales", "sizes"};
            default -> new String[0];
        };
        return input < roles.length ? roles[input] : "";
    }

    private static String[] quantised(String last) {
        return new String[]{"data", "scale", "zero point", "weight", "weight's scale", "weight's zero point",
            "result's scale", "result's zero point", last};
    }
}
