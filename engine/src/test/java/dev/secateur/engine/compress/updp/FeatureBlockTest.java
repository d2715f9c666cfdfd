package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.BlockKind;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static org.assertj.core.api.Assertions.assertThat;

final class FeatureBlockTest {

    private static final int SIDE = 16;

    /// Quarters with each pixel twice as wide and high.
    private record Twice(Quarters small) implements Dataset {

        @Override
        public String name() {
            return small.name();
        }

        @Override
        public Split split() {
            return small.split();
        }

        @Override
        public List<String> classes() {
            return small.classes();
        }

        @Override
        public int size() {
            return small.size();
        }

        @Override
        public Extents extents() {
            return new Extents(1, SIDE, SIDE);
        }

        @Override
        public float[] image(int index) {
            float[] own = small.image(index);
            float[] twice = new float[SIDE * SIDE];
            for (int i = 0; i < twice.length; i++) {
                twice[i] = own[i / SIDE / 2 * 8 + i % SIDE / 2];
            }
            return twice;
        }

        @Override
        public int label(int index) {
            return small.label(index);
        }

        @Override
        public String fingerprint() {
            return "twice " + small.fingerprint();
        }
    }

    private static Learning learning() {
        return new Learning(new TrainInput.Pictures(new Twice(new Quarters(64, 1)), new Twice(new Quarters(32, 2)),
                new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25})), TrainInput.Conditions.of(5, 1),
                TrainListener.none());
    }

    private static float[] run(Graph graph, PrunedNetwork network, double lambda) throws ProblemException {
        SplittableRandom random = new SplittableRandom(3);
        float[] pictures = new float[2 * SIDE * SIDE];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) random.nextGaussian();
        }
        List<Mixer> mixers = new ArrayList<>();
        network.blocks().forEach(b -> mixers.add(new Mixer(b.mixes())));
        mixers.forEach(m -> m.setLambda(lambda));
        try (TrainableGraph trainable = TrainableGraph.of(graph, ExecutionOptions.defaults());
                Scope scope = Scope.open()) {
            assertThat(scope).isNotNull();
            Mixer.attach(trainable, mixers);
            return trainable.infer(Var.of(pictures, 2, 1, SIDE, SIDE)).toFloats();
        }
    }

    /// The merged network, after a look that it was reached without a jump: at lambda 0 the given network, at 1 the pruned one, which is
    /// another, and merging changes nothing.
    private static Graph merged(Graph given, List<Candidate> all, Schedule.Mixing mixing) throws Exception {
        PrunedNetwork none = new PrunedNetwork(given, List.of());
        PrunedNetwork network = Calibration.of(PrunedNetwork.of(given, all, mixing, Progress.none()),
                Calibration.Begin.GIVEN, learning(), 64,
                Progress.none());
        float[] before = run(given, none, 0);
        assertThat(PrunedNetworkTest.difference(run(network.graph(), network, 0), before)).isLessThan(1e-4);
        Graph settled = network.settled(network.graph());
        float[] pruned = run(settled, none, 0);
        assertThat(PrunedNetworkTest.difference(run(network.graph(), network, 1), pruned)).isLessThan(1e-4);
        assertThat(PrunedNetworkTest.difference(pruned, before)).isGreaterThan(1e-3);
        Graph merged = network.merged(settled);
        assertThat(PrunedNetworkTest.difference(run(merged, none, 0), pruned)).isLessThan(1e-4);
        return merged;
    }

    @ParameterizedTest
    @CsvSource({"vit-tiny, 6, OPERATOR", "convnext-nano, 5, OPERATOR", "vit-tiny, 6, BLOCK", "convnext-nano, 5, BLOCK"})
    void goFromTheGivenToTheMergedForm(String id, int blocks, Schedule.Mixing mixing) throws Exception {
        Graph given = Architecture.named(id).orElseThrow().build(new Pictures(1, SIDE, 4), 1, 3);
        List<Candidate> all = new Candidates(given).searchable(Variant.EXACT);
        assertThat(all).hasSize(blocks);
        Graph merged = merged(given, all, mixing);
        assertThat(merged.nodes().size()).isLessThan(given.nodes().size());
    }

    @ParameterizedTest
    @CsvSource({"vit-tiny, 64→64", "convnext-nano, 3×3", "mobilenetv2-cifar, 3×3"})
    void trainedOnesMerge(String id, String after) throws Exception {
        Graph given = Architecture.named(id).orElseThrow().build(new Pictures(1, SIDE, 4), 1, 3);
        List<Candidate> all = new Candidates(given).searchable(Variant.CENTRE_TAP);
        UpdpConfig config = new UpdpConfig(all.stream().map(Candidate::id).limit(2).toList(), 0, 0, Variant.CENTRE_TAP,
                SlowMerge.KEEP, Schedule.defaults(), SearchPlan.defaults(), UpdpTest.TRAINING);
        var result = new Updp().run(new dev.secateur.engine.compress.MethodInput<>(given, config, null, 5, 1,
                learning()), Progress.none());
        UpdpReport report = (UpdpReport) result.report();
        assertThat(report.merging().maxRel()).isLessThan(1e-4);
        assertThat(report.agreement()).isEqualTo(1.0);
        assertThat(report.blocks()).extracting(UpdpReport.PrunedBlockReport::kernelAfter)
                .allMatch(k -> k.startsWith(after));
    }

    private static List<String> transformers(Graph graph) {
        return BlockFinder.find(graph, ShapeInference.infer(graph, Bindings.batch(1))).stream()
                .filter(b -> b.kind() == BlockKind.TRANSFORMER).map(Block::id).toList();
    }

    private static long norms(Graph graph) {
        return graph.nodes().stream()
                .filter(n -> n.op() instanceof LayerNormalization || n.op() instanceof BatchNormalization).count();
    }

    @ParameterizedTest
    @EnumSource(Schedule.Mixing.class)
    void attentionStaysAndItsNormalisationBecomesPartOfTheProjections(Schedule.Mixing mixing) throws Exception {
        Graph given = Architecture.named("vit-tiny").orElseThrow().build(new Pictures(1, SIDE, 4), 1, 3);
        List<Candidate> all = new Candidates(given).named(transformers(given), Variant.CENTRE_TAP);
        assertThat(all).hasSize(12);
        assertThat(all).filteredOn(Candidate::keepsLayers).hasSize(6);
        Graph merged = merged(given, all, mixing);
        assertThat(norms(given)).isEqualTo(13);
        assertThat(merged.nodes().stream().filter(n -> n.op().type().contains("Norm")).map(merged::name)).hasSize(1);
    }

    @Test
    void attentionAloneLosesItsNormalisationAndNothingElse() throws Exception {
        Graph given = Architecture.named("vit-tiny").orElseThrow().build(new Pictures(1, SIDE, 4), 1, 3);
        List<Candidate> one = new Candidates(given).named(List.of(transformers(given).getFirst() + ".attention"),
                Variant.CENTRE_TAP);
        PrunedNetwork network = PrunedNetwork.of(given, one, Progress.none());
        Graph merged = network.merged(network.settled(network.graph()));
        assertThat(merged.nodes()).hasSize(given.nodes().size() - 1);
        assertThat(norms(merged)).isEqualTo(norms(given) - 1);
    }

    @Test
    void transformerBlocksTrainAndMerge() throws Exception {
        Graph given = Architecture.named("vit-tiny").orElseThrow().build(new Pictures(1, SIDE, 4), 1, 3);
        SearchPlan plan = new SearchPlan(SearchPlan.Kind.REDUNDANCY, SearchPlan.Similarity.COSINE, 0, 32, 32, 4, 2,
                true);
        UpdpConfig config = new UpdpConfig(List.of(), 2, 0, Variant.CENTRE_TAP, SlowMerge.KEEP, Schedule.defaults(),
                plan, UpdpTest.TRAINING);
        UpdpReport report = (UpdpReport) new Updp().run(
                new dev.secateur.engine.compress.MethodInput<>(given, config, null, 5, 1, learning()), Progress.none())
                .report();
        assertThat(report.blocks()).extracting(UpdpReport.PrunedBlockReport::kernelAfter)
                .containsExactly("attention", "64→64", "attention", "64→64");
        assertThat(report.merging().maxRel()).isLessThan(1e-4);
        assertThat(report.agreement()).isEqualTo(1.0);
    }
}
