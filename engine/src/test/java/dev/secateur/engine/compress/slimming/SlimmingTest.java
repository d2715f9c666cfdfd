package dev.secateur.engine.compress.slimming;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlimmingTest extends MethodContract<SlimmingConfig> {

    private static final Pictures SMALL = new Pictures(1, 8, 4);

    @Override
    protected Method<SlimmingConfig> method() {
        return new Slimming();
    }

    @Override
    protected Graph graph() {
        return scaled(ResNet.of(20, SMALL, 3));
    }

    @Override
    protected SlimmingConfig config() {
        return SlimmingConfig.defaults();
    }

    /// The graph with drawn scales, some of them negative.
    private static Graph scaled(Graph graph) {
        SplittableRandom random = new SplittableRandom(7);
        return withScales(graph, () -> random.nextDouble() - 0.3);
    }

    private static Graph withScales(Graph graph, DoubleSupplier scale) {
        GraphEditor editor = graph.edit();
        for (Node node : norms(graph)) {
            float[] scales = new float[(int) graph.constant(node.input(1)).orElseThrow().elements()];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = (float) scale.getAsDouble();
            }
            editor.setInput(node, 1, editor.addConstant("scale", Tensor.of(scales, scales.length)));
        }
        return editor.build();
    }

    private static List<Node> norms(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op() instanceof BatchNormalization).toList();
    }

    private static double[] sizes(Graph graph) {
        return norms(graph).stream().flatMapToDouble(n -> java.util.Arrays.stream(
                graph.constant(n.input(1)).orElseThrow().toDoubles())).map(Math::abs).toArray();
    }

    private static SlimmingConfig config(Selection select, double rate, double threshold, String... own) {
        return new SlimmingConfig(select, rate, threshold, List.of(own), Coupled.LARGEST, Budget.none(), 1, 1, 0,
                false, false, Sparsity.none(), Finetune.none());
    }

    private static SlimmingConfig with(SlimmingConfig c, Coupled coupled, Budget budget, double leastShare,
            boolean recreate) {
        return new SlimmingConfig(c.select(), c.rate(), c.threshold(), c.own(), coupled, budget, c.round(), c.least(),
                leastShare, c.fast(), recreate, c.sparsity(), c.finetune());
    }

    private SlimmingReport slimmed(Graph graph, SlimmingConfig config) throws ProblemException {
        MethodResult result = run(graph, config, null, Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-4);
        return (SlimmingReport) result.report();
    }

    private static Learning learning() {
        return new Learning(new TrainInput.Pictures(new Quarters(128, 1), new Quarters(32, 2),
                new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25})), TrainInput.Conditions.of(5, 1),
                TrainListener.none());
    }

    @Test
    void oneThresholdTakesTheSmallestScalesOfTheWholeNetwork() throws Exception {
        Graph graph = graph();
        Gammas gammas = Gammas.of(Coupling.of(graph), Coupled.LARGEST);
        Thresholds thresholds = new Thresholds(gammas, config(Selection.NETWORK, 0.4, 0));
        int count = gammas.candidates().cardinality();
        BitSet first = thresholds.order().first(thresholds.order().wanted());
        assertThat(first.cardinality()).isEqualTo((int) Math.floor(0.4 * count));
        double highest = first.stream().mapToDouble(gammas::score).max().orElseThrow();
        assertThat(gammas.candidates().stream().filter(u -> !first.get(u)).mapToDouble(gammas::score).min()
                .orElseThrow()).isGreaterThan(highest);
        SlimmingReport report = slimmed(graph, config(Selection.NETWORK, 0.4, 0));
        assertThat(report.below()).isEqualTo(first.cardinality());
        assertThat(report.cut().macsRemoved()).isPositive();
    }

    @Test
    void aThresholdForEachLayerTakesTheSamePartOfAll() throws Exception {
        SlimmingReport report = slimmed(graph(), config(Selection.LAYER, 0.5, 0));
        assertThat(report.cut().groups()).isNotEmpty().allMatch(g -> g.after() == g.before() - g.before() / 2);
    }

    @Test
    void ownThresholdsHoldForTheirLayer() throws Exception {
        Graph graph = graph();
        String layer = graph.name(norms(graph).get(1));
        SlimmingReport report = slimmed(graph, config(Selection.VALUE, 0, 0, layer + "=0.3"));
        assertThat(report.cut().groups().stream().filter(g -> g.after() < g.before())).hasSize(1);
        double[] scales = graph.constant(norms(graph).get(1).input(1)).orElseThrow().toDoubles();
        long small = java.util.Arrays.stream(scales).filter(s -> Math.abs(s) < 0.3).count();
        assertThat(report.below()).isEqualTo((int) small);
        assertThatThrownBy(() -> slimmed(graph, config(Selection.VALUE, 0, 0, layer + "x=0.3")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("did you mean");
    }

    @Test
    void aCoupledChannelGoesOnlyWhereAllItsScalesAreSmall() {
        Graph graph = graph();
        Coupling coupling = Coupling.of(graph);
        Gammas largest = Gammas.of(coupling, Coupled.LARGEST);
        Gammas mean = Gammas.of(coupling, Coupled.MEAN);
        Gammas keep = Gammas.of(coupling, Coupled.KEEP);
        ChannelGroup trunk = coupling.groups().stream().filter(g -> g.producers().size() > 1).findFirst()
                .orElseThrow();
        for (int unit : trunk.units()) {
            double[] members = largest.layers().stream().flatMapToDouble(l -> IntStream.range(0, l.units().length)
                    .filter(i -> l.units()[i] == unit).mapToDouble(i -> l.sizes()[i])).toArray();
            assertThat(members).hasSizeGreaterThan(1);
            assertThat(largest.score(unit)).isEqualTo(java.util.Arrays.stream(members).max().orElseThrow());
            assertThat(mean.score(unit)).isBetween(java.util.Arrays.stream(members).min().orElseThrow(),
                    largest.score(unit));
            assertThat(keep.isCandidate(unit)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void aGoalOfMacsIsMetWhateverSelects(Selection select) throws Exception {
        SlimmingReport report = slimmed(graph(),
                with(config(select, 0, 0), Coupled.KEEP, Budget.ofMacs(0.4), 0, false));
        assertThat(report.cut().macsRemoved()).isBetween(0.4, 0.45);
        assertThat(requireNonNull(report.cut().budget()).met()).isTrue();
    }

    @Test
    void aThresholdAboveAllScalesStopsAtTheFloorOfEveryLayer() throws Exception {
        SlimmingReport report = slimmed(graph(),
                with(config(Selection.VALUE, 0, 5), Coupled.LARGEST, Budget.none(), 0.25, false));
        assertThat(report.cut().groups()).allMatch(g -> g.after() == Math.ceilDiv(g.before(), 4))
                .allMatch(g -> g.why().contains("floor"));
    }

    @Test
    void equalScalesAreRefusedAndRankedIfAskedFor() throws Exception {
        Graph equal = withScales(ResNet.of(20, SMALL, 3), () -> 0.5);
        assertThatThrownBy(() -> slimmed(equal, config(Selection.NETWORK, 0.4, 0)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("all channels or none")
                .hasMessageContaining("select=rank");
        assertThatThrownBy(() -> slimmed(graph(), config(Selection.VALUE, 0.4, 0)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("threshold");
        SlimmingReport ranked = slimmed(equal, config(Selection.RANK, 0.4, 0));
        assertThat(ranked.below()).isEqualTo((int) (0.4 * ranked.candidates()));
    }

    @Test
    void trainingForSparsityMakesScalesSmaller() throws Exception {
        Graph graph = ResNet.of(8, SMALL, 3);
        double plain = meanScale(graph, 0);
        double sparse = meanScale(graph, 0.02);
        assertThat(plain).isGreaterThan(0.8);
        assertThat(sparse).isLessThan(0.8 * plain);
    }

    /// The mean absolute scale of what is left after training with a penalty and cutting the smallest two per cent.
    private double meanScale(Graph graph, double lambda) throws ProblemException {
        SlimmingConfig config = new SlimmingConfig(Selection.RANK, 0.02, 0, List.of(), Coupled.LARGEST, Budget.none(),
                1, 1, 0, false, false, new Sparsity(4, lambda, 0.1, 16, 0), Finetune.none());
        MethodResult result = method().run(new MethodInput<>(graph, config, null, 5, 1, learning()), Progress.none());
        assertThat(((SlimmingReport) result.report()).trained()).isEqualTo(4);
        return java.util.Arrays.stream(sizes(result.graph())).average().orElseThrow();
    }

    @Test
    void trainingNeedsData() {
        SlimmingConfig trains = new SlimmingConfig(Selection.NETWORK, 0.4, 0, List.of(), Coupled.LARGEST,
                Budget.none(), 1, 1, 0, false, false, new Sparsity(1, 1e-4, 0.1, 16, 0), Finetune.none());
        assertThat(Learning.isWanted(method(), trains)).isTrue();
        assertThat(Learning.isWanted(method(), config())).isFalse();
        assertThatThrownBy(() -> slimmed(graph(), trains)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("sparsity.epochs").hasMessageContaining("--data");
    }

    private static Graph folded() {
        Graph graph = scaled(ResNet.of(8, SMALL, 3));
        return Rewriter.everywhere(graph, new FoldBatchNorm(), Progress.none());
    }

    @Test
    void foldedNormalisationsAreMadeAnewFirst() throws Exception {
        Graph folded = folded();
        assertThat(norms(folded)).isEmpty();
        assertThat(method().applicability(folded, config())).isInstanceOfSatisfying(Applicability.No.class,
                no -> assertThat(no.reason()).contains("recreate=true"));
        SlimmingConfig recreates = with(config(), Coupled.LARGEST, Budget.none(), 0, true);
        assertThat(method().applicability(folded, recreates)).isEqualTo(Applicability.yes());
        assertThatThrownBy(() -> run(folded, recreates, null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("recreate").hasMessageContaining("--data");
        MethodResult result = run(folded, recreates,
                SampleInputs.samples(folded, Bindings.none(), 16, 3), Progress.none());
        SlimmingReport report = (SlimmingReport) result.report();
        assertThat(report.recreated()).isEqualTo(9);
        assertThat(report.cut().groups()).anyMatch(g -> g.after() < g.before());
        assertThat(norms(result.graph())).hasSize(9);
    }

    @Test
    void theReportKnowsEveryLayer() throws Exception {
        Graph graph = graph();
        SlimmingReport report = slimmed(graph, config());
        assertThat(report.layers()).extracting(SlimmingReport.LayerReport::id)
                .containsExactlyElementsOf(norms(graph).stream().map(graph::name).toList());
        assertThat(report.note()).contains("not trained for sparsity").contains("not trained after");
        assertThat(report.cut().groups()).anyMatch(g -> g.after() < g.before());
    }
}
