package dev.secateur.engine.compress.dynamicslimming;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SteeringTest {

    private static final int LAYERS = 3;
    private static final int PICTURES = 64;

    private static Var pictures() {
        SplittableRandom random = new SplittableRandom(7);
        float[] numbers = new float[PICTURES * 16 * 16];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (random.nextGaussian() + i / 4096.0);
        }
        return Var.of(numbers, PICTURES, 1, 16, 16);
    }

    private static double deviation(float[] said, int layer) {
        double mean = 0;
        double squares = 0;
        for (int i = layer; i < said.length; i += LAYERS) {
            mean += said[i] / (double) PICTURES;
            squares += said[i] * (double) said[i] / PICTURES;
        }
        return Math.sqrt(squares - mean * mean);
    }

    @Test
    void aFoldedPredictorSaysWhatSteeringMadeOfIt() {
        Predictor.Weights drawn = Predictor.drawn(new Dataset.Extents(1, 16, 16), LAYERS, 3);
        try (Section off = Torch.withoutGradients();
                Scope scope = Scope.open();
                Predictor predictor = new Predictor(drawn, 1);
                Steering steering = new Steering(LAYERS, 0.5)) {
            Var said = predictor.outputs(pictures());
            steering.on(said, Mode.TRAIN);
            steering.learn(true, new double[]{0.9, 0.5, 0.2}, new double[]{0.6, 0.6, 0.6});
            float[] steered = steering.on(said, Mode.EVAL).toFloats();
            try (Predictor folded = new Predictor(steering.folded(drawn), 1)) {
                assertThat(folded.outputs(pictures()).toFloats()).containsExactly(steered, within(1e-3f));
            }
        }
    }

    @Test
    void picturesStayApartHoweverLittleThePredictorTellsThemApart() {
        try (Section off = Torch.withoutGradients();
                Scope scope = Scope.open();
                Steering steering = new Steering(LAYERS, 0.5)) {
            float[] nearlyEqual = new float[PICTURES * LAYERS];
            for (int i = 0; i < nearlyEqual.length; i++) {
                nearlyEqual[i] = -2 + 0.02f * (i / LAYERS % 5) + 0.01f * (i % LAYERS) * (i / LAYERS % 2);
            }
            float[] steered = steering.on(Var.of(nearlyEqual, PICTURES, LAYERS), Mode.TRAIN).toFloats();
            for (int l = 0; l < LAYERS; l++) {
                assertThat(deviation(steered, l)).isBetween(0.3, 0.7);
            }
        }
    }

    @Test
    void everyLayerComesToThePartThatItShallHaveOpen() {
        double[] wanted = {0.9, 0.5, 0.25};
        try (Section off = Torch.withoutGradients();
                Scope scope = Scope.open();
                Steering steering = new Steering(LAYERS, 0.5)) {
            double[] open = new double[LAYERS];
            for (int step = 0; step < 200; step++) {
                float[] steered = steering.on(Var.of(new float[PICTURES * LAYERS], PICTURES, LAYERS), Mode.TRAIN)
                        .toFloats();
                for (int l = 0; l < LAYERS; l++) {
                    open[l] = 1 - Thresholds.sigmoid(steered[l]);
                }
                steering.learn(step == 0, open, wanted);
            }
            assertThat(open).containsExactly(wanted, within(0.01));
        }
    }
}
