package dev.secateur.engine.compress.scop;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.tensor.Tensor;

/// Adam (Kingma and Ba 2015) for a few numbers that stay between 0 and 1, with the means of the released code.
final class Adam {

    private static final double FIRST = 0.5;
    private static final double SECOND = 0.9;
    private static final double EPSILON = 1e-8;

    private final Parameter parameter;
    private final double lr;
    private final double[] means;
    private final double[] squares;
    private int step;

    Adam(Parameter parameter, double lr) {
        this.parameter = parameter;
        this.lr = lr;
        this.means = new double[Math.toIntExact(parameter.value().elements())];
        this.squares = new double[means.length];
    }

    void step(float[] gradient) {
        step++;
        Tensor now = parameter.toTensor();
        float[] numbers = now.toFloats();
        for (int i = 0; i < numbers.length; i++) {
            means[i] = FIRST * means[i] + (1 - FIRST) * gradient[i];
            squares[i] = SECOND * squares[i] + (1 - SECOND) * gradient[i] * gradient[i];
            double mean = means[i] / (1 - Math.pow(FIRST, step));
            double root = Math.sqrt(squares[i] / (1 - Math.pow(SECOND, step)));
            numbers[i] = (float) Math.clamp(numbers[i] - lr * mean / (root + EPSILON), 0, 1);
        }
        parameter.assign(Tensor.of(numbers, now.dims()));
    }
}
