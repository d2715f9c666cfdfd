package dev.secateur.engine.autograd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class VarTest {

    private Scope scope;

    @BeforeEach
    void opensAScope() {
        Torch.setThreads(1);
        scope = Scope.open();
    }

    @AfterEach
    void closesTheScope() {
        scope.close();
    }

    private static Var leaf(double... numbers) {
        return Var.of(numbers, numbers.length).requireGradient(true);
    }

    private static double[] gradient(Var loss, Var of) {
        return Gradients.of(loss, List.of(of)).orZeros().getFirst().toDoubles();
    }

    @Test
    void comesBackAsItWent() {
        Tensor tensor = Tensor.of(new float[]{1, -2, 3, 4, 5, 6}, 2, 3);
        assertThat(Var.of(tensor).toTensor().sameAs(tensor)).isTrue();
        assertThat(Var.of(new long[]{3, 1}).toLongs()).containsExactly(3, 1);
        assertThat(Var.of(new float[]{7}).shape().rank()).isZero();
    }

    @Test
    void usesNativeMemoryInPlace() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3);
            Var view = Var.over(segment, DType.FLOAT, 3);
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, 1, 20);
            assertThat(view.sum().item()).isEqualTo(24);
            view.close();
        }
    }

    @Test
    void refusesHeapMemoryAsAView() {
        assertThatThrownBy(() -> Var.over(MemorySegment.ofArray(new float[1]), DType.FLOAT, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void followsTheChainRule() {
        Var x = leaf(0.5, -1, 2);
        Var loss = x.square().mul(3).add(x.sigmoid()).sum();
        double[] expected = {0.5, -1, 2};
        for (int i = 0; i < expected.length; i++) {
            double sigmoid = 1 / (1 + Math.exp(-expected[i]));
            expected[i] = 6 * expected[i] + sigmoid * (1 - sigmoid);
        }
        assertThat(gradient(loss, x)).containsExactly(expected, within(1e-12));
    }

    @Test
    void gathersSlicesAndJoins() {
        Var x = leaf(1, 2, 3, 4, 5, 6);
        Var matrix = x.reshape(2, 3);
        assertThat(matrix.transpose(0, 1).slice(0, 1, 3).toDoubles()).containsExactly(2, 5, 3, 6);
        assertThat(matrix.gather(1, Var.of(new long[]{2, 0}, 2, 1)).toDoubles()).containsExactly(3, 4);
        assertThat(matrix.select(1, Var.of(new long[]{2, 2}, 2)).toDoubles()).containsExactly(3, 3, 6, 6);
        assertThat(Functions.concat(0, List.of(x, x)).dims()).containsExactly(12);
        assertThat(gradient(matrix.select(1, Var.of(new long[]{2, 2}, 2)).sum(), x)).containsExactly(0, 0, 2, 0, 0, 2);
    }

    @Test
    void passesTheGradientStraightThroughRounding() {
        Var x = leaf(0.4, 1.6);
        Var rounded = Functions.straightThrough(x.round(), x);
        assertThat(rounded.toDoubles()).containsExactly(0, 2);
        assertThat(gradient(rounded.mul(3).sum(), x)).containsExactly(3, 3);
        assertThat(gradient(x.round().mul(3).sum(), x)).containsExactly(0, 0);
    }

    @Test
    void stopsTheGradientAtADetachedVariable() {
        Var x = leaf(2);
        assertThat(gradient(x.mul(x.detach()).sum(), x)).containsExactly(2);
    }

    @Test
    void usesABackwardPassOfOurs() {
        Var a = leaf(1, 2);
        Var b = leaf(5, 7);
        Var result = Functions.custom(List.of(a, b), a.mul(b).detach(), g -> List.of(g.mul(10), g.mul(-1)));
        assertThat(result.toDoubles()).containsExactly(5, 14);
        Gradients gradients = Gradients.of(result.mul(2).sum(), List.of(a, b));
        assertThat(gradients.at(0).orElseThrow().toDoubles()).containsExactly(20, 20);
        assertThat(gradients.at(1).orElseThrow().toDoubles()).containsExactly(-2, -2);
    }

    @Test
    void usesManyBackwardPassesOfOursAtOnce() {
        Var x = leaf(1);
        Var sum = Var.of(new double[]{0});
        for (int i = 0; i < 500; i++) {
            int factor = i;
            sum = sum.add(Functions.withGradient(x, g -> g.mul(factor)));
        }
        assertThat(gradient(sum.sum(), x)).containsExactly(500 * 499 / 2.0);
    }

    @Test
    void tellsWhatTheLossDoesNotDependOn() {
        Var x = leaf(1);
        Var y = leaf(2);
        Gradients gradients = Gradients.of(x.mul(3).sum(), List.of(x, y));
        assertThat(gradients.at(1)).isEmpty();
        assertThat(gradients.orZeros().get(1).toDoubles()).containsExactly(0);
    }

    @Test
    void eachGradientMayBeChangedInPlace() {
        Var a = leaf(1, 2);
        Var b = leaf(3, 4);
        Var number = leaf(5);
        Var loss = a.add(b).square().sum().add(number.add(Var.of(new double[]{0, 0}, 2)).sum());
        List<Var> gradients = Gradients.of(loss, List.of(a, b, number)).orZeros();
        Update.scale(gradients, 0.5);
        assertThat(gradients.get(0).toDoubles()).containsExactly(4, 6);
        assertThat(gradients.get(1).toDoubles()).containsExactly(4, 6);
        assertThat(gradients.get(2).toDoubles()).containsExactly(1);
    }

    @Test
    void changesInPlaceWithoutATape() {
        Var x = leaf(1, 2);
        Update.addScaled(x, -0.5, Var.of(new double[]{2, 2}, 2));
        Update.lerp(x, Var.of(new double[]{10, 10}, 2), 0.1);
        Update.scale(List.of(x), 2);
        assertThat(x.toDoubles()).containsExactly(new double[]{2, 3.8}, within(1e-12));
        assertThat(x.needsGradient()).isTrue();
        assertThat(Update.norm(List.of(x, x))).isCloseTo(Math.sqrt(2 * (4 + 3.8 * 3.8)), within(1e-6));
    }

    @Test
    void lossesAreTheTextbooks() {
        Var scores = Var.of(new double[]{1, 2, 0.5, -1, 0, 3}, 2, 3).requireGradient(true);
        Var labels = Var.of(new long[]{1, 2});
        double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(0.5)) - 2;
        double second = Math.log(Math.exp(-1) + Math.exp(0) + Math.exp(3)) - 3;
        assertThat(Losses.crossEntropy(scores, labels, 0).item()).isCloseTo((first + second) / 2, within(1e-12));
        Var smooth = Var.of(new double[]{0.1 / 3, 0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3, 0.1 / 3, 0.9 + 0.1 / 3}, 2, 3);
        assertThat(Losses.crossEntropy(scores, labels, 0.1).item())
                .isCloseTo(Losses.crossEntropyWithProbabilities(scores, smooth).item(), within(1e-12));
        assertThat(Losses.distillation(scores, scores, 4).item()).isCloseTo(0, within(1e-12));
        assertThat(Losses.distillation(scores, scores.neg(), 4).item()).isPositive();
        assertThat(Losses.meanSquaredError(leaf(1, 2), Var.of(new double[]{3, 2}, 2)).item()).isEqualTo(2);
        assertThat(Losses.huber(leaf(0.5, 3), Var.of(new double[]{0, 0}, 2), 1).item())
                .isCloseTo((0.125 + 2.5) / 2, within(1e-12));
    }

    @Test
    void aKeptVariableOutlivesItsScope() {
        Var kept;
        Var lost;
        try (Scope inner = Scope.open()) {
            kept = Var.full(3, 2).keep();
            lost = Var.full(4, 2);
        }
        assertThat(kept.toFloats()).containsExactly(3, 3);
        assertThat(lost).hasToString("freed variable");
        kept.close();
        assertThat(kept).hasToString("freed variable");
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        Torch.setSeed(4);
        float[] first = Var.normal(5).toFloats();
        Torch.setSeed(4);
        assertThat(Var.normal(5).toFloats()).isEqualTo(first);
    }

    @Test
    void computesInBfloat16WhereAsked() {
        Var x = Var.full(1.001, 4, 4);
        try (Section narrow = Torch.inBfloat16()) {
            assertThat(x.matmul(x).dtype()).isEqualTo(DType.BFLOAT16);
        }
        assertThat(x.matmul(x).dtype()).isEqualTo(DType.FLOAT);
    }
}
