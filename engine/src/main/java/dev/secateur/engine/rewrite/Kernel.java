package dev.secateur.engine.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ConvolutionPair;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Weights and bias of a two-dimensional convolution in float64. Immutable.
///
/// Merging is computed in float64 and stored in the element type of the weights it came from. Formulas: Ding et al.,
/// "Diverse Branch Block" (CVPR 2021) and Liu et al., "UPDP" (AAAI 2024); those with strides are ours.
public final class Kernel {

    private final int outputs;
    private final int inputs;
    private final int groups;
    private final int height;
    private final int width;
    private final double[] weights;
    private final double[] bias;

    Kernel(Extents extents, double[] weights, double[] bias) {
        this.outputs = extents.outputs();
        this.inputs = extents.inputs();
        this.groups = extents.groups();
        this.height = extents.height();
        this.width = extents.width();
        this.weights = weights;
        this.bias = bias;
        if (weights.length != (long) outputs * (inputs / groups) * height * width || bias.length != outputs) {
            throw new IllegalArgumentException(
                    extents + " does not fit " + weights.length + " weights and " + bias.length + " biases");
        }
    }

    /// Sizes of a kernel.
    ///
    /// @param inputs channels of the input, of all groups together
    /// @param groups number of groups; divides inputs and outputs
    public record Extents(int outputs, int inputs, int groups, int height, int width) {
        public Extents {
            if (groups < 1 || inputs % groups != 0 || outputs % groups != 0) {
                throw new IllegalArgumentException(
                        groups + " groups do not divide " + inputs + " inputs and " + outputs + " outputs");
            }
        }
    }

    /// A kernel with a copy of the given numbers.
    ///
    /// @param weights `[outputs, inputs / groups, height, width]`, row-major
    /// @param bias `[outputs]`
    public static Kernel of(Extents extents, double[] weights, double[] bias) {
        return new Kernel(extents, weights.clone(), bias.clone());
    }

    /// All sizes.
    public Extents extents() {
        return new Extents(outputs, inputs, groups, height, width);
    }

    /// Number of output channels.
    public int outputs() {
        return outputs;
    }

    /// Number of input channels of all groups together.
    public int inputs() {
        return inputs;
    }

    /// Number of groups.
    public int groups() {
        return groups;
    }

    /// Taps from top to bottom.
    public int height() {
        return height;
    }

    /// Taps from left to right.
    public int width() {
        return width;
    }

    /// One weight; `input` counts within the group of `output`.
    public double weight(int output, int input, int row, int column) {
        return weights[((output * (inputs / groups) + input) * height + row) * width + column];
    }

    /// The bias of one output channel.
    public double bias(int output) {
        return bias[output];
    }

    double[] rawWeights() {
        return weights;
    }

    double[] rawBias() {
        return bias;
    }

    /// Followed by a normalisation with fixed statistics: `W' = t W`, `b' = t (b - mean) + shift`.
    public Kernel foldNormalisation(Normalisation following) {
        double[] factor = following.factor();
        double[] offset = following.offset();
        double[] folded = bias.clone();
        for (int o = 0; o < outputs; o++) {
            folded[o] = factor[o] * bias[o] + offset[o];
        }
        return new Kernel(extents(), scaledRows(factor), folded);
    }

    /// Preceded by a normalisation: only right where this convolution has no padding.
    public Kernel foldPrecedingNormalisation(Normalisation preceding) {
        double[] factor = preceding.factor();
        double[] offset = preceding.offset();
        double[] scaled = weights.clone();
        double[] folded = bias.clone();
        int perGroup = inputs / groups;
        int taps = height * width;
        for (int o = 0; o < outputs; o++) {
            int base = o / (outputs / groups) * perGroup;
            for (int i = 0; i < perGroup; i++) {
                for (int t = (o * perGroup + i) * taps; t < (o * perGroup + i + 1) * taps; t++) {
                    folded[o] += weights[t] * offset[base + i];
                    scaled[t] = weights[t] * factor[base + i];
                }
            }
        }
        return new Kernel(extents(), scaled, folded);
    }

    /// Followed by one constant factor for each output channel (layer scale).
    public Kernel scaled(double[] factor) {
        double[] changed = new double[outputs];
        Arrays.setAll(changed, o -> factor[o] * bias[o]);
        return new Kernel(extents(), scaledRows(factor), changed);
    }

    private double[] scaledRows(double[] factor) {
        double[] scaled = new double[weights.length];
        int row = weights.length / outputs;
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor[i / row] * weights[i];
        }
        return scaled;
    }

    /// Followed by another convolution that has no padding, as one convolution of size `k1 + (k2 - 1) * stride1`. It keeps as
    /// many groups as both can be cut into.
    ///
    /// @param strideRows our stride from top to bottom
    /// @param strideColumns our stride from left to right
    /// @throws CancelledException if the progress says so
    public Kernel then(Kernel next, int strideRows, int strideColumns, Progress progress) {
        int parts = commonGroups(groups, next.groups);
        if (parts == 1) {
            return composed(next, strideRows, strideColumns, progress);
        }
        List<Kernel> merged = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            merged.add(part(part, parts).composed(next.part(part, parts), strideRows, strideColumns, progress));
        }
        return joined(merged);
    }

    private Kernel composed(Kernel next, int strideRows, int strideColumns, Progress progress) {
        ConvolutionPair pair = new ConvolutionPair(taps(), next.taps(), strideRows, strideColumns);
        return new Kernel(new Extents(next.outputs, inputs, 1, pair.height(), pair.width()),
                Kernels.current().compose(pair, progress), next.biasAfter(this));
    }

    private ConvolutionPair.Taps taps() {
        return new ConvolutionPair.Taps(outputs, inputs, groups, height, width, weights);
    }

    /// The bias of a kernel that follows another one.
    private double[] biasAfter(Kernel first) {
        int row = inputs / groups * height * width;
        double[] sums = bias.clone();
        for (int i = 0; i < weights.length; i++) {
            int base = i / row / (outputs / groups) * (inputs / groups);
            sums[i / row] += weights[i] * first.bias[base + i % row / (height * width)];
        }
        return sums;
    }

    /// Into how many groups two convolutions in a row can be cut together.
    public static int commonGroups(int first, int second) {
        int a = first;
        int b = second;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /// What stands in one of as many equal parts of the channels; their number divides that of the groups.
    private Kernel part(int index, int parts) {
        int rows = outputs / parts;
        int size = weights.length / parts;
        return new Kernel(new Extents(rows, inputs / parts, groups / parts, height, width),
                Arrays.copyOfRange(weights, index * size, (index + 1) * size),
                Arrays.copyOfRange(bias, index * rows, (index + 1) * rows));
    }

    /// Kernels of equal sizes without groups as the groups of one.
    private static Kernel joined(List<Kernel> parts) {
        Kernel first = parts.getFirst();
        double[] weights = parts.stream().flatMapToDouble(k -> Arrays.stream(k.weights)).toArray();
        double[] bias = parts.stream().flatMapToDouble(k -> Arrays.stream(k.bias)).toArray();
        return new Kernel(new Extents(first.outputs * parts.size(), first.inputs * parts.size(), parts.size(),
                first.height, first.width), weights, bias);
    }

    /// The same taps with zeros between them.
    ///
    /// @param rows distance from one tap to the one below
    /// @param columns distance from one tap to the next
    Kernel spread(int rows, int columns) {
        int high = (height - 1) * rows + 1;
        int wide = (width - 1) * columns + 1;
        int planes = outputs * (inputs / groups);
        double[] larger = new double[Math.multiplyExact(planes, high * wide)];
        for (int i = 0; i < weights.length; i++) {
            int tap = i % (height * width);
            larger[i / (height * width) * high * wide + tap / width * rows * wide + tap % width * columns] = weights[i];
        }
        return new Kernel(new Extents(outputs, inputs, groups, high, wide), larger, bias);
    }

    /// The taps at these distances alone, if all others are zero; this very kernel otherwise.
    Kernel gathered(int rows, int columns) {
        if ((height - 1) % rows != 0 || (width - 1) % columns != 0) {
            return this;
        }
        int high = (height - 1) / rows + 1;
        int wide = (width - 1) / columns + 1;
        double[] fewer = new double[outputs * (inputs / groups) * high * wide];
        for (int i = 0; i < weights.length; i++) {
            int row = i / width % height;
            int column = i % width;
            if (row % rows == 0 && column % columns == 0) {
                fewer[(i / (height * width) * high + row / rows) * wide + column / columns] = weights[i];
            } else if (weights[i] != 0) {
                return this;
            }
        }
        return new Kernel(new Extents(outputs, inputs, groups, high, wide), fewer, bias);
    }

    /// The same function without groups: zeros where a group does not see an input.
    public Kernel dense() {
        if (groups == 1) {
            return this;
        }
        int perGroup = inputs / groups;
        int taps = height * width;
        double[] wide = new double[Math.multiplyExact(Math.multiplyExact(outputs, inputs), taps)];
        for (int o = 0; o < outputs; o++) {
            int base = o / (outputs / groups) * perGroup;
            System.arraycopy(weights, o * perGroup * taps, wide, (o * inputs + base) * taps, perGroup * taps);
        }
        return new Kernel(new Extents(outputs, inputs, 1, height, width), wide, bias);
    }

    /// The same taps within a larger kernel of zeros.
    ///
    /// @param top rows of zeros above
    /// @param left columns of zeros before
    public Kernel within(int newHeight, int newWidth, int top, int left) {
        int planes = outputs * (inputs / groups);
        double[] larger = new double[Math.multiplyExact(planes, newHeight * newWidth)];
        for (int p = 0; p < planes; p++) {
            for (int r = 0; r < height; r++) {
                System.arraycopy(weights, (p * height + r) * width, larger,
                        (p * newHeight + top + r) * newWidth + left, width);
            }
        }
        return new Kernel(new Extents(outputs, inputs, groups, newHeight, newWidth), larger, bias);
    }

    /// The same taps in the middle of a larger kernel of zeros; the sizes must differ by even numbers.
    public Kernel centredIn(int newHeight, int newWidth) {
        if ((newHeight - height) % 2 != 0 || (newWidth - width) % 2 != 0) {
            throw new IllegalArgumentException("no middle for " + height + "×" + width + " in " + newHeight + "×"
                    + newWidth);
        }
        return within(newHeight, newWidth, (newHeight - height) / 2, (newWidth - width) / 2);
    }

    /// Both on the same input, added. Sizes and groups must be the same.
    public Kernel plus(Kernel parallel) {
        if (!extents().equals(parallel.extents())) {
            throw new IllegalArgumentException(extents() + " and " + parallel.extents() + " cannot be added");
        }
        double[] sum = new double[weights.length];
        Arrays.setAll(sum, i -> weights[i] + parallel.weights[i]);
        double[] sumOfBias = new double[outputs];
        Arrays.setAll(sumOfBias, o -> bias[o] + parallel.bias[o]);
        return new Kernel(extents(), sum, sumOfBias);
    }

    /// The input itself added: 1 at the given tap of each channel. Inputs and outputs must be as many.
    public Kernel plusIdentity(int row, int column) {
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        return plus(Normalisation.of(ones, new double[outputs]), row, column);
    }

    /// The normalised input added: its factor at the given tap of each channel. Inputs and outputs must be as many.
    public Kernel plus(Normalisation parallel, int row, int column) {
        if (inputs != outputs) {
            throw new IllegalArgumentException(inputs + " inputs cannot be added to " + outputs + " outputs");
        }
        double[] changed = weights.clone();
        double[] sum = bias.clone();
        int perGroup = inputs / groups;
        for (int o = 0; o < outputs; o++) {
            changed[((o * perGroup + o % perGroup) * height + row) * width + column] += parallel.factor(o);
            sum[o] += parallel.offset(o);
        }
        return new Kernel(extents(), changed, sum);
    }

    /// The middle tap alone, as a 1×1 kernel; another function.
    public Kernel centreTap() {
        double[] taps = new double[outputs * (inputs / groups)];
        int centre = height / 2 * width + width / 2;
        Arrays.setAll(taps, i -> weights[i * height * width + centre]);
        return new Kernel(new Extents(outputs, inputs, groups, 1, 1), taps, bias);
    }

    /// The weights as a tensor `[outputs, inputs / groups, height, width]`, or without the height.
    ///
    /// @param dtype float16, float32 or float64
    /// @param axes 2, or 1 for a kernel of one row
    public Tensor weightTensor(DType dtype, int axes) {
        return axes == 1
                ? Stored.of(weights, dtype, outputs, inputs / groups, width)
                : Stored.of(weights, dtype, outputs, inputs / groups, height, width);
    }

    /// The bias as a tensor `[outputs]`.
    ///
    /// @param dtype float16, float32 or float64
    public Tensor biasTensor(DType dtype) {
        return Stored.of(bias, dtype, outputs);
    }
}
