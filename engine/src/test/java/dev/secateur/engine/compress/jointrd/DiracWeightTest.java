package dev.secateur.engine.compress.jointrd;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class DiracWeightTest {

    @BeforeAll
    static void usesOneThread() {
        Torch.setThreads(1);
        Torch.setSeed(1);
    }

    @Test
    void deltaPassesEachChannelOn() {
        try (Scope scope = Scope.open()) {
            Var x = Var.normal(2, 6, 5, 5);
            for (int groups : new int[]{1, 2, 6}) {
                Var delta = Var.of(DiracWeight.delta(new long[]{6, 6 / groups, 3, 3}, groups));
                assertThat(Functions.conv2d(x, delta, 1, 1, groups).toFloats()).isEqualTo(x.toFloats());
            }
        }
    }

    @Test
    void moreOutputsThanInputsGetNothingBeyond() {
        Tensor delta = DiracWeight.delta(new long[]{4, 2, 1, 1}, 1);
        assertThat(delta.toFloats()).containsExactly(1, 0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void factorsDoNotDecay() {
        try (DiracWeight weight = new DiracWeight("w", Tensor.of(new float[4], 2, 2, 1, 1), 1)) {
            assertThat(weight.parameters()).hasSize(2).noneMatch(p -> p.kind().decays());
        }
    }

    /// With factors as training may leave them, each channel its own.
    @Test
    void whatIsFrozenComputesWhatTheFactorsDid() throws Exception {
        Graph graph = ResNet.of(8, new Pictures(3, 16, 10), 1);
        PlainPlan plan = PlainPlan.of(graph, Shortcuts.DOWNSAMPLING);
        Graph plain = plan.derive();
        try (Scope scope = Scope.open();
                TrainableGraph network = TrainableGraph.of(plain, ExecutionOptions.defaults())) {
            List<DiracWeight> all = plan.diracConvolutions().stream().map(n -> attached(network, n)).toList();
            Var pictures = Var.normal(4, 3, 16, 16);
            float[] ours = network.infer(pictures).toFloats();
            Graph frozen = network.freeze();
            try (OrtSession session = OrtSession.open(frozen, OrtOptions.defaults().withThreads(1))) {
                float[] theirs = session.run(Map.of(frozen.name(frozen.inputs().getFirst()), pictures.toTensor()))
                        .values().iterator().next().toFloats();
                double largest = 0;
                for (float value : theirs) {
                    largest = Math.max(largest, Math.abs(value));
                }
                for (int i = 0; i < ours.length; i++) {
                    assertThat((double) ours[i]).isCloseTo(theirs[i], within(1e-5 * largest));
                }
            }
            assertThat(all).hasSize(6);
            all.forEach(DiracWeight::close);
        }
    }

    private static DiracWeight attached(TrainableGraph network, Node node) {
        Parameter weight = network.parameter(node.input(1)).orElseThrow();
        DiracWeight dirac = new DiracWeight(weight.name(), weight.toTensor(), ((Conv) node.op()).group());
        SplittableRandom random = new SplittableRandom(weight.name().hashCode());
        for (Parameter factor : dirac.parameters()) {
            float[] values = factor.toTensor().toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.2 * random.nextGaussian());
            }
            factor.assign(Tensor.of(values, factor.toTensor().dims()));
        }
        network.attach(weight, dirac);
        return dirac;
    }

    @Test
    void untrainedKernelsAreThoseOfTheFirstFactors() {
        Tensor drawn = Tensor.of(new float[]{10, 20, 30, 40}, 2, 2, 1, 1);
        assertThat(DiracWeight.untrained(drawn, 1).toFloats()).containsExactly(2, 2, 3, 5);
    }
}
