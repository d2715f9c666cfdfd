package dev.secateur.engine.compress.depthmerge;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.block.SharedModels;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DepthMergeTest extends MethodContract<DepthMergeConfig> {

    private static final double ROUNDING = 1e-4;

    @Override
    protected Method<DepthMergeConfig> method() {
        return new DepthMerge();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, Pictures.cifarTen(), 3);
    }

    @Override
    protected DepthMergeConfig config() {
        return new DepthMergeConfig(List.of("stage1.block1", "stage3.block1:centre-tap"), 0, Variant.EXACT,
                EndActivation.NONE);
    }

    private DepthMergeReport merge(Graph graph, DepthMergeConfig config) throws ProblemException {
        MethodResult result = run(graph, config, null, Progress.none());
        DepthMergeReport report = (DepthMergeReport) result.report();
        assertThat(report.merging().maxRel()).isLessThan(ROUNDING);
        return report;
    }

    private static DepthMergeConfig all(Variant variant, EndActivation end) {
        return new DepthMergeConfig(List.of("all"), 0, variant, end);
    }

    private static long convolutions(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op() instanceof Conv).count();
    }

    @ParameterizedTest
    @EnumSource(value = Variant.class, mode = EnumSource.Mode.EXCLUDE, names = "DROP")
    void mergesAllBlocksOfAResidualNetwork(Variant variant) throws Exception {
        DepthMergeReport report = merge(graph(), all(variant, EndActivation.NONE));

        assertThat(report.blocks()).hasSize(3);
        assertThat(report.activations().maxRel()).isGreaterThan(0.01);
        assertThat(report.geometry().maxRel()).isGreaterThan(0.001);
        assertThat(report.blocks().stream().map(DepthMergeReport.MergedBlock::kernelAfter)).containsExactly(
                switch (variant) {
                    case EXACT -> new String[]{"5×5", "7×7/2", "7×7/2"};
                    case STRIDE_LAST -> new String[]{"5×5", "5×5/2", "5×5/2"};
                    case CENTRE_TAP -> new String[]{"3×3", "3×3/2", "3×3/2"};
                    case DROP -> throw new IllegalArgumentException();
                });
    }

    @ParameterizedTest
    @EnumSource(EndActivation.class)
    void mergesAllBlocksOfAnInvertedResidualNetwork(EndActivation end) throws Exception {
        Graph graph = MobileNetV2.small(Pictures.cifarTen(), 3);
        MethodResult result = run(graph, all(Variant.CENTRE_TAP, end), null, Progress.none());
        DepthMergeReport report = (DepthMergeReport) result.report();

        assertThat(report.merging().maxRel()).isLessThan(ROUNDING);
        assertThat(report.blocks()).allMatch(b -> b.variant().equals("exact"));
        assertThat(convolutions(result.graph())).isEqualTo(2 + report.blocks().size());
        long relus = result.graph().nodes().stream().filter(n -> n.op() instanceof Unary).count();
        long clips = result.graph().nodes().stream().filter(n -> n.op() instanceof Clip).count();
        assertThat(relus).isEqualTo(end == EndActivation.RELU ? report.blocks().size() : 0);
        assertThat(clips).isEqualTo(2 + (end == EndActivation.RELU6 ? report.blocks().size() : 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void mergesRandomResidualBlocks(long seed) throws Exception {
        Random random = new Random(seed);
        int channels = 2 + random.nextInt(4);
        Net net = new Net(seed, channels, 11, 12);
        Value x = net.relu(net.input());
        for (int i = 0; i < 3; i++) {
            int kernel = 1 + 2 * random.nextInt(3);
            Value y = net.relu(net.conv(x, channels, 6, Place.square(kernel, 1, kernel / 2)));
            y = net.conv(random.nextBoolean() ? net.norm(y, 6) : y, 6, channels, Place.square(3, 1, 1));
            Value sum = random.nextBoolean() ? net.add(y, x) : net.add(x, y);
            x = random.nextBoolean() ? net.relu(sum) : sum;
        }
        Graph graph = net.build(net.unary(Unary.Kind.ABS, x));

        assertThat(merge(graph, all(Variant.EXACT, EndActivation.NONE)).blocks()).hasSize(3);
        assertThat(merge(graph, all(Variant.CENTRE_TAP, EndActivation.RELU6)).blocks()).hasSize(3);
    }

    @Test
    void onlyRoundingRemainsWhereActivationsDoNothing() throws Exception {
        Net net = new Net(1, 4, 8, 8);
        Value x = net.relu(net.input());
        Value y = net.conv(net.conv(x, 4, 4, Place.square(1, 1, 0).withoutBias()), 4, 4, Place.square(3, 1, 1));
        DepthMergeReport report = merge(net.build(net.relu(net.add(y, x))), DepthMergeConfig.of("stage1.block1"));

        assertThat(report.activations().maxRel()).isZero();
        assertThat(report.geometry().maxRel()).isLessThan(1e-5);
        assertThat(report.blocks().getFirst().activationsRemoved()).isZero();
    }

    @Test
    void usesTheGivenSamplesAndSaysSo() throws Exception {
        Graph graph = graph();
        Samples samples = new Samples("two pictures of cats",
                SampleInputs.samples(graph, Bindings.none(), 2, 9).runs());
        MethodResult result = run(graph, config(), samples, Progress.none());

        assertThat(((DepthMergeReport) result.report()).inputs()).isEqualTo("two pictures of cats");
        assertThat(((DepthMergeReport) run(graph, config(), null, Progress.none()).report()).inputs())
                .contains("8 samples", "N(0, 1)", "seed 5");
    }

    @Test
    void countsBlocksThatShrinkMostFirst() throws Exception {
        DepthMergeReport report = merge(graph(), new DepthMergeConfig(List.of(), 1, Variant.CENTRE_TAP,
                EndActivation.NONE));

        assertThat(report.blocks().getFirst().id()).isEqualTo("stage2.block1");
        assertThat(report.blocks().getFirst().parametersAfter()).isEqualTo(32 * 16 * 9 + 32);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"stage1.blok1|did you mean stage1.block1",
        "stage2.block1|Slice + Pad", "stage1.block1:centre|did you mean centre-tap"})
    void saysWhyABlockCannotBeMerged(String block, String reason) throws Exception {
        Graph graph = SharedModels.read("cifar10_resnet20_bn_clean.onnx");

        assertThatThrownBy(() -> merge(graph, DepthMergeConfig.of(block))).isInstanceOf(ProblemException.class)
                .hasMessageContaining(reason);
        assertThat(method().applicability(graph, DepthMergeConfig.of(block))).isInstanceOf(Applicability.No.class);
    }

    @Test
    void asksForBlocksIfNoneAreChosen() {
        assertThatThrownBy(() -> merge(graph(), DepthMergeConfig.defaults())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("blocks=stage1.block1 or count=1");
        assertThatThrownBy(() -> merge(graph(), new DepthMergeConfig(List.of(), 99, Variant.EXACT, EndActivation.NONE)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("of 3 blocks 3 can be merged");
    }

    @Test
    void isNotApplicableToANetworkWithoutBlocks() {
        Net net = new Net(1, 4, 8, 8);
        Graph graph = net.build(net.conv(net.input(), 4, 4, Place.square(3, 1, 1)));

        assertThat(method().applicability(graph, DepthMergeConfig.defaults()))
                .isEqualTo(Applicability.no("no blocks were found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10_resnet20_bn.onnx", "cifar10_resnet20_bn_clean.onnx",
        "cifar10_resnet20_bnfolded.onnx"})
    void mergesThreeBlocksOfARealNetwork(String file) throws Exception {
        DepthMergeReport report = merge(SharedModels.read(file),
                DepthMergeConfig.of("stage1.block1", "stage1.block2", "stage2.block2:centre-tap"));

        assertThat(report.blocks().stream().map(DepthMergeReport.MergedBlock::kernelAfter)).containsExactly("5×5",
                "5×5", "3×3");
    }

    @Test
    void mergesProjectionsOfARealNetworkWithOneSidedPadding() throws Exception {
        Graph graph = SharedModels.read("cifar10_resnet8_mlperftiny_bn.onnx");
        for (Variant variant : List.of(Variant.EXACT, Variant.STRIDE_LAST, Variant.CENTRE_TAP)) {
            MethodResult result = run(graph, all(variant, EndActivation.NONE), null, Progress.none());
            assertThat(convolutions(result.graph())).isEqualTo(4);
        }
    }

    @Test
    void mergesBlocksWithGatedActivations() throws Exception {
        Graph graph = SharedModels.read("yolox_nano.onnx");

        DepthMergeReport report = merge(graph, DepthMergeConfig.of("stage1.block1.block"));

        assertThat(report.blocks().getFirst().activationsRemoved()).isEqualTo(3);
    }

    @Test
    void mergingAgainFindsARunInPlaceOfTheMergedBlock() throws Exception {
        Graph once = run(graph(), DepthMergeConfig.of("stage1.block1"), null, Progress.none()).graph();

        DepthMergeReport report = merge(once, all(Variant.EXACT, EndActivation.NONE));

        assertThat(report.blocks().stream().map(DepthMergeReport.MergedBlock::kernelBefore))
                .containsExactly("3×3 + 5×5", "3×3/2 + 3×3 | 1×1/2", "3×3/2 + 3×3 | 1×1/2");
    }

    @Test
    void blocksThatKeepTheShapeCanBeLeftOutAndTheDifferenceIsReportedApart() throws Exception {
        Graph graph = ResNet.of(20, Pictures.cifarTen(), 3);
        MethodResult result = run(graph, DepthMergeConfig.of("stage1.block1:drop", "stage1.block2:drop",
                "stage2.block2"), null, Progress.none());
        DepthMergeReport report = (DepthMergeReport) result.report();

        assertThat(convolutions(result.graph())).isEqualTo(convolutions(graph) - 5);
        assertThat(report.dropping().maxRel()).isGreaterThan(0.01);
        assertThat(report.merging().maxRel()).isLessThan(ROUNDING);
        assertThat(report.blocks().stream().map(DepthMergeReport.MergedBlock::variant)).containsExactly("drop", "drop",
                "exact");
    }

    @Test
    void allBlocksOfANetworkWithoutMergeableOnesAreRefusedAndCanBeLeftOut() throws Exception {
        Graph graph = java.util.Objects.requireNonNull(Networks.all().get("regnet-y")).get();

        assertThatThrownBy(() -> run(graph, all(Variant.EXACT, EndActivation.NONE), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("squeeze-and-excitation");
        assertThat(((DepthMergeReport) run(graph, all(Variant.DROP, EndActivation.NONE), null, Progress.none())
                .report()).blocks()).hasSize(2);
    }

    @Test
    void aTransformerBlockCanBeLeftOutAndADownsamplingBlockCannot() throws Exception {
        Graph vit = java.util.Objects.requireNonNull(Networks.all().get("vit")).get();
        MethodResult result = run(vit, DepthMergeConfig.of("stage1.block2:drop"), null, Progress.none());

        assertThat(result.graph().nodes().size()).isLessThan(vit.nodes().size());
        assertThat(((DepthMergeReport) result.report()).activations().maxRel()).isZero();
        assertThatThrownBy(() -> run(graph(), DepthMergeConfig.of("stage2.block1:drop"), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("nothing could stand in its place");
        assertThatThrownBy(() -> run(vit, DepthMergeConfig.of("stage1.block2:drop", "stage1.block2.mlp:drop"), null,
                Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("stage1.block2.mlp lies in stage1.block2");
    }
}
