package dev.secateur.engine.compress.slb;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.quant.QuantLayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CategoricalWeightTest {

    private static SearchedLayer layer(int bits) {
        QuantLayer layer = QuantLayer.of(ResNet.of(8, new Pictures(1, 8, 4), 3)).get(1);
        return new SearchedLayer(layer, new Candidates(bits), 32, true);
    }

    private static CategoricalWeight near(SearchedLayer layer, double sharpness, Scaling scaling) {
        return new CategoricalWeight(layer, "w", CategoricalWeight.FirstWeights.near(layer, sharpness, 1, scaling,
                new SplittableRandom(1)));
    }

    @Test
    void valuesAreEquallySpacedFromMinusOneToOne() {
        assertThat(new Candidates(1).values()).containsExactly(-1, 1);
        assertThat(new Candidates(2).values()).containsExactly(-1, -1 / 3f, 1 / 3f, 1);
        assertThat(new Candidates(4).values()).hasSize(16).startsWith(-1f).endsWith(1f);
    }

    /// `sum P v` of two values is `tanh(T (A2 - A1) / 2)`, and distances of sharpness c make that `tanh(2 T c w / s)`.
    @Test
    void oneBitIsAHyperbolicTangent() {
        SearchedLayer layer = layer(1);
        try (CategoricalWeight weight = near(layer, 0.5, Scaling.LARGEST); Scope scope = Scope.open()) {
            weight.set(3, false);
            float[] found = weight.effective(Var.scalar(0), Mode.TRAIN).toFloats();
            float[] trained = layer.layer().weight().toFloats();
            float[] scales = Scaling.LARGEST.of(layer);
            for (int i = 0; i < found.length; i++) {
                float s = scales[layer.channelOf(i)];
                assertThat(found[i]).isCloseTo((float) (s * Math.tanh(3 * trained[i] / s)), within(1e-6f));
            }
        }
    }

    @Test
    void theScaleFollowsTheWidth() {
        assertThat(Scaling.AUTO.of(layer(1))).isEqualTo(Scaling.LARGEST.of(layer(1)));
        assertThat(Scaling.AUTO.of(layer(2))).isEqualTo(Scaling.SQUARES.of(layer(2)))
                .isNotEqualTo(Scaling.LARGEST.of(layer(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theHardWeightIsTheNearestValue(int bits) {
        SearchedLayer layer = layer(bits);
        try (CategoricalWeight weight = near(layer, 0.5, Scaling.SQUARES); Scope scope = Scope.open()) {
            float[] found = weight.effective(Var.scalar(0), Mode.EVAL).toFloats();
            byte[] codes = weight.codes();
            float[] trained = layer.layer().weight().toFloats();
            float[] scales = Scaling.SQUARES.of(layer);
            for (int i = 0; i < found.length; i++) {
                float s = scales[layer.channelOf(i)];
                assertThat(codes[i]).isEqualTo((byte) layer.candidates().nearest(trained[i] / s));
                assertThat(found[i]).isCloseTo(s * layer.candidates().value(codes[i]), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void entropyAndGapFallWhereTheTemperatureRises(int bits) {
        try (CategoricalWeight weight = near(layer(bits), 0.5, Scaling.LARGEST); Scope scope = Scope.open()) {
            Var before = weight.chosen();
            double entropy = bits + 1e-6;
            double gap = 2;
            for (double temperature : new double[]{1, 10, 100, 1000, 100_000}) {
                weight.set(temperature, false);
                CategoricalWeight.State state = weight.look(before);
                assertThat(state.entropy()).isLessThan(entropy);
                assertThat(state.gap()).isLessThan(gap);
                assertThat(state.flips()).isZero();
                entropy = state.entropy();
                gap = state.gap();
            }
            assertThat(gap).isLessThan(5e-3);
        }
    }

    @Test
    void gradientsAreThoseOfTheExpectedValueAndStopAtTheLikeliestOne() {
        try (CategoricalWeight weight = near(layer(2), 0.5, Scaling.LARGEST); Scope scope = Scope.open()) {
            Var logits = weight.parameters().getFirst().value();
            weight.set(2, false);
            Var soft = weight.effective(Var.scalar(0), Mode.TRAIN).square().sum();
            assertThat(Gradients.of(soft, List.of(logits)).at(0)).hasValueSatisfying(
                    g -> assertThat(g.abs().max().item()).isPositive());
            weight.set(2, true);
            assertThat(weight.effective(Var.scalar(0), Mode.TRAIN).needsGradient()).isFalse();
        }
    }

    @Test
    void drawnLogitsFavourNoSign() {
        SearchedLayer layer = layer(1);
        try (CategoricalWeight weight = new CategoricalWeight(layer, "w",
                CategoricalWeight.FirstWeights.drawn(layer, Scaling.LARGEST, new SplittableRandom(1)))) {
            byte[] codes = weight.codes();
            int high = 0;
            for (byte code : codes) {
                high += code;
            }
            assertThat(high).isBetween(codes.length * 2 / 5, codes.length * 3 / 5);
        }
    }
}
