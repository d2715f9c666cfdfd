package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// Layers of a small network with Adam (Kingma and Ba 2015), its numbers drawn from a stream of ours. Holds native memory until closed.
final class Perceptron implements AutoCloseable {

    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double LAST = 3e-3;

    private final List<Var> values = new ArrayList<>();
    private final List<Var> means = new ArrayList<>();
    private final List<Var> squares = new ArrayList<>();
    private int step;

    /// A layer of `x W' + b`; the last one begins small, so that the first answers are alike (Lillicrap et al. 2016).
    void add(int inputs, int outputs, boolean last, SplittableRandom random) {
        double bound = last ? LAST : 1 / Math.sqrt(inputs);
        values.add(Var.of(drawn(inputs * outputs, bound, random), outputs, inputs).keep().requireGradient(true));
        values.add(Var.of(drawn(outputs, bound, random), outputs).keep().requireGradient(true));
        for (Var value : values.subList(values.size() - 2, values.size())) {
            means.add(value.zerosLike().keep());
            squares.add(value.zerosLike().keep());
        }
    }

    private static float[] drawn(int count, double bound, SplittableRandom random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-bound, bound);
        }
        return numbers;
    }

    /// The result of a layer.
    Var layer(int index, Var x) {
        return Functions.linear(x, values.get(2 * index), values.get(2 * index + 1));
    }

    List<Var> values() {
        return values;
    }

    /// One step down the gradients.
    void step(List<Var> gradients, double lr) {
        step++;
        double first = 1 - Math.pow(FIRST, step);
        double second = 1 - Math.pow(SECOND, step);
        for (int i = 0; i < gradients.size(); i++) {
            Update.lerp(means.get(i), gradients.get(i), 1 - FIRST);
            Update.scale(squares.get(i), SECOND);
            Update.addProduct(squares.get(i), 1 - SECOND, gradients.get(i), gradients.get(i));
            Var divisor = squares.get(i).sqrt().div(Math.sqrt(second)).add(EPSILON);
            Update.addQuotient(values.get(i), -lr / first, means.get(i), divisor);
        }
    }

    /// Goes a part of the way to another one of the same form.
    ///
    /// @param part 0 to 1
    void follow(Perceptron other, double part) {
        Update.lerp(values, other.values, part);
    }

    @Override
    public void close() {
        values.forEach(Var::close);
        means.forEach(Var::close);
        squares.forEach(Var::close);
    }
}
