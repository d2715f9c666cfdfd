package dev.secateur.engine.autograd;

import java.util.List;
import java.util.function.UnaryOperator;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Functions of several variables, and such whose gradient is not that of what they compute.
public final class Functions {

    private Functions() {}

    /// Joins variables along an axis.
    public static Var concat(int axis, List<Var> parts) {
        return new Var(torch.cat(vector(parts), axis));
    }

    /// Puts variables of equal extents behind each other along a new axis.
    public static Var stack(int axis, List<Var> parts) {
        return new Var(torch.stack(vector(parts), axis));
    }

    /// By element `condition ? yes : no`; condition: boolean.
    public static Var where(Var condition, Var yes, Var no) {
        return new Var(torch.where(condition.raw(), yes.raw(), no.raw()));
    }

    /// `x W' + b` with W `[out, in]` and b `[out]`.
    public static Var linear(Var x, Var weight, Var bias) {
        return new Var(torch.linear(x.raw(), weight.raw(), new TensorOptional(bias.raw())));
    }

    /// Convolution of `[N, C, H, W]` with `[O, C / groups, h, w]`, without bias.
    public static Var conv2d(Var x, Var weight, int stride, int pad, int groups) {
        return new Var(torch.conv2d(x.raw(), weight.raw(), new TensorOptional(), new long[]{stride, stride},
                new long[]{pad, pad}, new long[]{1, 1}, groups));
    }

    /// The numbers of `hard` with the gradient of `soft` (straight-through estimator; Bengio et al. 2013).
    public static Var straightThrough(Var hard, Var soft) {
        return soft.add(hard.detach().sub(soft.detach()));
    }

    /// Rounds to equally spaced numbers, in one pass and without a gradient: `scale * (clamp(round(x / scale) + zero, low, high) - zero)`;
    /// halves go to the even code.
    ///
    /// @param scale above 0
    public static Var rounded(Var x, double scale, int zero, int low, int high) {
        return new Var(torch.fake_quantize_per_tensor_affine(x.raw().detach(), scale, zero, low, high));
    }

    /// Passes numbers on as they are, and gradients through a function of ours: to scale, clip, mask or look at them.
    ///
    /// @param backward gets the gradient of the result and gives that of the operand, with the same extents
    public static Var withGradient(Var x, UnaryOperator<Var> backward) {
        return custom(List.of(x), x.detach(), g -> List.of(backward.apply(g)));
    }

    /// A function with forward and backward of our own.
    ///
    /// @param inputs what the result depends on
    /// @param result the numbers; nothing recorded of how they were made is used
    /// @param backward gets the gradient of the result, gives one gradient for each input, with its extents
    /// @throws IllegalStateException if no scope is open: the function has to live as long as the tape
    public static Var custom(List<Var> inputs, Var result, CustomGradient.Backward backward) {
        return CustomGradient.attach(inputs, result, backward);
    }

    static TensorVector vector(List<Var> parts) {
        return new TensorVector(parts.stream().map(Var::raw).toArray(Tensor[]::new));
    }
}
