package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.tensor.Tensor;

/// The small network that looks at a picture and names a threshold for every layer: mean pooling to about 8×8, two convolutions, mean, a
/// linear layer. Holds native memory until closed.
final class Predictor implements AutoCloseable {

    /// Channels of the two convolutions.
    static final int FIRST = 8;
    static final int SECOND = 16;

    /// Every threshold begins at `sigmoid(-2)` of its highest: hardly anything is skipped.
    static final float START = -2;

    private static final int SIDE = 8;
    private static final int KERNEL = 3;
    private static final double SMALLEST = 1e-12;

    private final int pool;
    private final List<Parameter> parameters;
    private final double pace;

    /// The numbers.
    ///
    /// @param pool edge of the pooling window, pixels
    /// @param first `[8, C, 3, 3]`
    /// @param second `[16, 8, 3, 3]`
    /// @param linear `[layers, 16]`
    /// @param bias `[layers]`
    record Weights(int pool, Tensor first, Tensor second, Tensor linear, Tensor bias) {

        int layers() {
            return Math.toIntExact(bias.elements());
        }

        long parameters() {
            return first.elements() + second.elements() + linear.elements() + bias.elements();
        }

        /// The same with every output raised.
        Weights raised(double by) {
            float[] numbers = bias.toFloats();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] += (float) by;
            }
            return new Weights(pool, first, second, linear, Tensor.of(numbers, bias.dims()));
        }
    }

    /// @param pace factor of the gradients that reach its weights
    Predictor(Weights start, double pace) {
        this.pool = start.pool();
        this.pace = pace;
        this.parameters = List.of(parameter("first", start.first()), parameter("second", start.second()),
                parameter("linear", start.linear()), parameter("bias", start.bias()));
    }

    private static Parameter parameter(String name, Tensor start) {
        return Parameter.of("threshold/" + name, ParameterKind.EXTRA, start);
    }

    /// Drawn weights (He et al. 2015) for pictures of these extents.
    static Weights drawn(Dataset.Extents extents, int layers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pool = Math.max(1, Math.min(extents.height(), extents.width()) / SIDE);
        float[] bias = new float[layers];
        java.util.Arrays.fill(bias, START);
        return new Weights(pool, kernels(random, FIRST, extents.channels()), kernels(random, SECOND, FIRST),
                Tensor.of(normal(random, layers * SECOND, Math.sqrt(1.0 / SECOND)), layers, SECOND),
                Tensor.of(bias, layers));
    }

    private static Tensor kernels(SplittableRandom random, int outputs, int inputs) {
        int taps = KERNEL * KERNEL;
        return Tensor.of(normal(random, outputs * inputs * taps, Math.sqrt(2.0 / (inputs * taps))), outputs, inputs,
                KERNEL, KERNEL);
    }

    private static float[] normal(SplittableRandom random, int count, double deviation) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (deviation * random.nextGaussian());
        }
        return numbers;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /// What it says of pictures, before the sigmoid.
    ///
    /// @param pictures `[N, C, H, W]`, normalised
    /// @return `[N, layers]`
    Var outputs(Var pictures) {
        Var x = Functions.conv2d(pooled(pictures), slowed(0), 1, 1, 1).relu();
        x = Functions.conv2d(x, slowed(1), 2, 1, 1).relu();
        Var outputs = Functions.linear(x.mean(false, 2, 3), slowed(2), slowed(3));
        return outputs.needsGradient() ? Functions.withGradient(outputs, Predictor::even) : outputs;
    }

    /// Gradients of one length: those that come through the gates leap from step to step, and a leap would end where the sigmoid is flat.
    private static Var even(Var gradient) {
        return gradient.div(gradient.norm().add(SMALLEST));
    }

    private Var pooled(Var pictures) {
        if (pool == 1) {
            return pictures;
        }
        long height = pictures.dim(2) / pool;
        long width = pictures.dim(3) / pool;
        return pictures.slice(2, 0, height * pool).slice(3, 0, width * pool)
                .reshape(pictures.dim(0), pictures.dim(1), height, pool, width, pool).mean(false, 3, 5);
    }

    /// The parameter itself, through which only a part of the gradient passes.
    private Var slowed(int index) {
        Var value = parameters.get(index).value();
        return Functions.straightThrough(value.detach(), value.mul(pace));
    }

    /// A copy of the present numbers.
    Weights weights() {
        return new Weights(pool, parameters.get(0).toTensor(), parameters.get(1).toTensor(),
                parameters.get(2).toTensor(), parameters.get(3).toTensor());
    }

    @Override
    public void close() {
        parameters.forEach(Parameter::close);
    }
}
