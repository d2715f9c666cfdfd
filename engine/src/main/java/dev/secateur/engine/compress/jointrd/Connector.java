package dev.secateur.engine.compress.jointrd;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// What a path's last feature map passes before it is compared with the teacher's: a 1×1 convolution and a batch normalisation, learned
/// with the plain network and left out of the result. It normalises by the batch always, since it is used in training alone.
final class Connector implements AutoCloseable {

    private static final double EPSILON = 1e-5;

    private final Parameter kernels;
    private final Parameter scale;
    private final Parameter shift;

    Connector(String name, int channels, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ name.hashCode() * 0x9e3779b97f4a7c15L);
        float[] drawn = new float[Math.multiplyExact(channels, channels)];
        double deviation = Math.sqrt(2.0 / channels);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (deviation * random.nextGaussian());
        }
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        this.kernels = Parameter.of(name + "/kernels", ParameterKind.WEIGHT,
                Tensor.of(drawn, channels, channels, 1, 1));
        this.scale = Parameter.of(name + "/scale", ParameterKind.NORM_SCALE, Tensor.of(ones, 1, channels, 1, 1));
        this.shift = Parameter.of(name + "/shift", ParameterKind.NORM_SHIFT,
                Tensor.of(new float[channels], 1, channels, 1, 1));
    }

    /// The feature map `[N, C, H, W]` as it is compared.
    Var apply(Var features) {
        Var mixed = Functions.conv2d(features, kernels.value(), 1, 0, 1);
        Var centred = mixed.sub(mixed.mean(true, 0, 2, 3));
        Var deviation = centred.square().mean(true, 0, 2, 3).add(EPSILON).sqrt();
        return centred.div(deviation).mul(scale.value()).add(shift.value());
    }

    List<Parameter> parameters() {
        return List.of(kernels, scale, shift);
    }

    @Override
    public void close() {
        parameters().forEach(Parameter::close);
    }
}
