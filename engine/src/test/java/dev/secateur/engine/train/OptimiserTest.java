package dev.secateur.engine.train;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.OptimiserConfig.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class OptimiserTest {

    private static final double GRADIENT = 3;
    private static final double START = 2;

    @Test
    void nesterovFollowsItsFormula() {
        double w = START;
        double v = 0;
        for (int i = 0; i < 3; i++) {
            double g = GRADIENT + 0.1 * w;
            v = 0.9 * v + g;
            w -= 0.5 * (g + 0.9 * v);
        }
        assertThat(after(new OptimiserConfig(Kind.SGD, 0.5, 0.9, 0.1), ParameterKind.WEIGHT)).isCloseTo(w,
                within(1e-5));
    }

    @Test
    void adamFollowsItsFormula() {
        double w = START;
        double m = 0;
        double s = 0;
        for (int i = 1; i <= 3; i++) {
            w *= 1 - 0.5 * 0.1;
            m = 0.9 * m + 0.1 * GRADIENT;
            s = 0.999 * s + 0.001 * GRADIENT * GRADIENT;
            w -= 0.5 * (m / (1 - Math.pow(0.9, i))) / (Math.sqrt(s / (1 - Math.pow(0.999, i))) + 1e-8);
        }
        assertThat(after(new OptimiserConfig(Kind.ADAMW, 0.5, 0.9, 0.1), ParameterKind.WEIGHT)).isCloseTo(w,
                within(1e-4));
    }

    @Test
    void biasesAndNormalisationsDoNotDecay() {
        for (Kind kind : Kind.values()) {
            double without = after(new OptimiserConfig(kind, 0.5, 0.9, 0), ParameterKind.WEIGHT);
            for (ParameterKind spared : List.of(ParameterKind.BIAS, ParameterKind.NORM_SCALE,
                    ParameterKind.NORM_SHIFT)) {
                assertThat(after(new OptimiserConfig(kind, 0.5, 0.9, 0.1), spared)).isEqualTo(without);
            }
        }
    }

    private static double after(OptimiserConfig config, ParameterKind kind) {
        try (Parameter parameter = Parameter.of("w", kind, Tensor.of(new float[]{(float) START}, 1));
                Optimiser optimiser = Optimiser.of(config, List.of(parameter))) {
            for (int step = 1; step <= 3; step++) {
                try (Scope scope = Scope.open()) {
                    Var loss = parameter.value().mul(GRADIENT).sum();
                    optimiser.step(List.of(Gradients.of(loss, List.of(parameter.value())).at(0)), config.lr(), step);
                }
            }
            return parameter.toTensor().doubleAt(0);
        }
    }
}
