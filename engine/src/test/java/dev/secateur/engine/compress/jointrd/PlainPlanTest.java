package dev.secateur.engine.compress.jointrd;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.block.SharedModels;
import dev.secateur.engine.cost.LiveMemory;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;

final class PlainPlanTest {

    private static Graph network(String name) {
        return Objects.requireNonNull(Networks.all().get(name)).get();
    }

    /// Two blocks of each of two stages whose normalisation and activation come first (He et al. 2016b).
    private static Graph preActivation() {
        NetBuilder net = new NetBuilder("preact", 17, 1);
        Value x = net.conv(net.picture(3, 16), 8, 3, 1, 1);
        for (int channels : new int[]{8, 16}) {
            for (int i = 0; i < 2; i++) {
                boolean shrinks = channels == 16 && i == 0;
                Value first = net.relu(net.norm(x));
                Value y = net.relu(net.norm(net.conv(first, channels, 3, shrinks ? 2 : 1, 1)));
                x = net.add(net.conv(y, channels, 3, 1, 1), shrinks ? net.conv(first, channels, 1, 2, 1) : x);
            }
        }
        return net.finish(net.classify(net.relu(net.norm(x)), 10));
    }

    private static void runs(Graph plain) throws ProblemException {
        assertThat(Constraint.violations(plain)).isEmpty();
        assertThat(ShapeInference.infer(plain).conflicts()).isEmpty();
        try (OrtSession session = OrtSession.open(plain, OrtOptions.defaults().withThreads(1))) {
            assertThat(session.run(SampleInputs.normal(plain, Bindings.none(), 1, 1)).values())
                    .allSatisfy(t -> assertThat(t.toFloats()).doesNotContain(Float.NaN));
        }
    }

    /// Published: of the blocks of ResNet-18 five become plain, of those of ResNet-34 and ResNet-50 thirteen; taps behind the blocks 2, 4
    /// and 6, or 3, 7 and 13.
    @ParameterizedTest
    @CsvSource({"18, 5, 8", "34, 13, 16", "50, 13, 16"})
    void keepsTheShortcutsThatTheReleasedCodeKeeps(int depth, int plain, int blocks) {
        PlainPlan plan = PlainPlan.of(Networks.imageNetResNet(depth), Shortcuts.DOWNSAMPLING);
        assertThat(plan.plain()).hasSize(plain);
        assertThat(plan.blocks()).hasSize(blocks);
        assertThat(plan.inner()).extracting(PlainPlan.Tap::id).containsExactlyElementsOf(depth == 18
                ? List.of("stage1.block2", "stage2.block2", "stage3.block2")
                : List.of("stage1.block3", "stage2.block4", "stage3.block6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet-basic", "resnet-bottleneck", "resnext", "mobilenet-v2", "efficientnet", "regnet-x",
        "regnet-y"})
    void plainNetworksOfAllResidualFamiliesRun(String name) throws Exception {
        for (Shortcuts kept : Shortcuts.values()) {
            PlainPlan plan = PlainPlan.of(network(name), kept);
            assertThat(plan.refusal()).isEmpty();
            runs(plan.derive());
        }
    }

    @ParameterizedTest
    @EnumSource(Shortcuts.class)
    void networksThatActivateFirstBecomePlainToo(Shortcuts kept) throws Exception {
        PlainPlan plan = PlainPlan.of(preActivation(), kept);
        assertThat(plan.blocks()).hasSize(4);
        assertThat(plan.plain()).hasSize(kept == Shortcuts.NONE ? 4 : 3);
        assertThat(plan.taps()).hasSize(2);
        runs(plan.derive());
    }

    @Test
    void foldedNetworksBecomePlainAsThoseWithNormalisationDo() throws Exception {
        Graph whole = ResNet.of(14, new Pictures(3, 16, 10), 1);
        Graph folded = Preparation.folded(whole, Progress.none());
        PlainPlan plan = PlainPlan.of(folded, Shortcuts.DOWNSAMPLING);
        assertThat(plan.blocks()).extracting(ResidualBlock::id)
                .isEqualTo(
                        PlainPlan.of(whole, Shortcuts.DOWNSAMPLING).blocks().stream().map(ResidualBlock::id).toList());
        runs(plan.derive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10_resnet20_bn_clean.onnx", "cifar10_resnet20_bnfolded.onnx"})
    void theSharedResNetKeepsItsSliceAndPad(String file) throws Exception {
        PlainPlan plan = PlainPlan.of(SharedModels.read(file), Shortcuts.DOWNSAMPLING);
        assertThat(plan.plain()).hasSize(7);
        assertThat(plan.blocks().stream().filter(b -> !plan.plain().contains(b))).hasSize(2)
                .allSatisfy(b -> assertThat(b.shortcut()).startsWith("Slice").endsWith("Pad"));
        assertThat(plan.inner()).hasSize(2);
        runs(plan.derive());
    }

    @Test
    void withoutProjectionsTheirConvolutionsAreGone() {
        Graph graph = ResNet.of(8, new Pictures(3, 16, 10), 1);
        Graph plain = PlainPlan.of(graph, Shortcuts.NONE).derive();
        assertThat(plain.nodes().stream().filter(n -> n.op() instanceof Conv)).hasSize(7);
        assertThat(graph.nodes().stream().filter(n -> n.op() instanceof Conv)).hasSize(9);
    }

    @Test
    void lessIsAliveAtOnce() {
        Graph graph = Networks.imageNetResNet(50);
        Graph plain = PlainPlan.of(graph, Shortcuts.DOWNSAMPLING).derive();
        long before = LiveMemory.of(graph, ShapeInference.infer(graph, Bindings.batch(1))).peak();
        long after = LiveMemory.of(plain, ShapeInference.infer(plain, Bindings.batch(1))).peak();
        assertThat(after).isLessThan(before);
    }

    @ParameterizedTest
    @CsvSource({"densenet, concatenate", "inception, concatenate", "plain, no residual block",
        "convnext, ConvNeXt block",
        "vit, transformer block"})
    void otherFamiliesAreRefusedWithAReason(String name, String reason) {
        assertThat(PlainPlan.of(network(name), Shortcuts.DOWNSAMPLING).refusal()).get().asString().contains(reason);
    }

    @Test
    void whereOnlyKeptShortcutsAreLeftItSaysHowToRemoveThemToo() {
        Graph plain = PlainPlan.of(ResNet.of(8, new Pictures(3, 16, 10), 1), Shortcuts.DOWNSAMPLING).derive();
        assertThat(PlainPlan.of(plain, Shortcuts.DOWNSAMPLING).refusal()).get().asString()
                .contains("set shortcuts to none");
        assertThat(PlainPlan.of(plain, Shortcuts.NONE).refusal()).isEmpty();
    }

    @Test
    void factorsBesideThePathAreNotDiracWeighted() {
        PlainPlan plan = PlainPlan.of(network("efficientnet"), Shortcuts.DOWNSAMPLING);
        assertThat(plan.blocks()).allSatisfy(b -> assertThat(b.convolutions()).hasSize(3));
    }

    @Test
    void inSmallBottlenecksTheFirstConvolutionIsOrdinary() {
        PlainPlan small = PlainPlan.of(network("resnet-bottleneck"), Shortcuts.DOWNSAMPLING);
        PlainPlan large = PlainPlan.of(Networks.imageNetResNet(50), Shortcuts.DOWNSAMPLING);
        assertThat(small.diracConvolutions()).hasSize(2 * small.blocks().size());
        assertThat(large.diracConvolutions()).hasSize(3 * large.blocks().size());
    }
}
