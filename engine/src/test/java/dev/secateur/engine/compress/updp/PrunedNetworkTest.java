package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static org.assertj.core.api.Assertions.assertThat;

final class PrunedNetworkTest {

    static final Pictures PICTURES = new Pictures(1, 8, 4);
    static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4},
            new double[]{0.25});

    static Learning learning() {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2), NORMALISATION),
                TrainInput.Conditions.of(5, 1), TrainListener.none());
    }

    /// The largest difference of results on drawn pictures, relative to the largest result.
    static double difference(float[] a, float[] b) {
        double most = 0;
        double size = 0;
        for (int i = 0; i < b.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
            size = Math.max(size, Math.abs(b[i]));
        }
        return most / size;
    }

    static float[] run(Graph graph, List<Mixer> mixers) throws ProblemException {
        SplittableRandom random = new SplittableRandom(3);
        float[] pictures = new float[3 * 64];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) random.nextGaussian();
        }
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults());
                Scope scope = Scope.open()) {
            Mixer.attach(network, mixers);
            return network.infer(Var.of(pictures, 3, 1, 8, 8)).toFloats();
        }
    }

    static List<Mixer> at(PrunedNetwork network, double lambda) {
        List<Mixer> mixers = new ArrayList<>();
        network.blocks().forEach(b -> mixers.add(new Mixer(b.mixes())));
        mixers.forEach(m -> m.setLambda(lambda));
        return mixers;
    }

    static void leadsFromOneToTheOther(Graph given, List<Candidate> candidates) throws ProblemException {
        for (Schedule.Mixing mixing : Schedule.Mixing.values()) {
            leadsFromOneToTheOther(given, candidates, mixing);
        }
    }

    private static void leadsFromOneToTheOther(Graph given, List<Candidate> candidates, Schedule.Mixing mixing)
            throws ProblemException {
        PrunedNetwork network = Calibration.of(PrunedNetwork.of(given, candidates, mixing, Progress.none()),
                Calibration.Begin.GIVEN,
                learning(), 64, Progress.none());
        assertThat(difference(run(network.graph(), at(network, 0)), run(given, List.of()))).isLessThan(1e-4);
        Graph settled = network.settled(network.graph());
        float[] pruned = run(settled, List.of());
        assertThat(difference(run(network.graph(), at(network, 1)), pruned)).isLessThan(1e-5);
        assertThat(difference(pruned, run(given, List.of()))).isGreaterThan(1e-3);
        assertThat(difference(run(network.merged(settled), List.of()), pruned)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource(value = Variant.class, names = {"EXACT", "DROP"})
    void residualBlocksGoFromTheGivenToTheMergedForm(Variant variant) throws Exception {
        Graph given = ResNet.of(20, PICTURES, 3);
        List<Candidate> all = new Candidates(given).named(List.of("stage1.block2", "stage1.block3", "stage3.block2"),
                variant);
        leadsFromOneToTheOther(given, all);
    }

    @Test
    void downsamplingBlocksMergeExactlyWithALargerKernel() throws Exception {
        Graph given = ResNet.of(20, PICTURES, 3);
        leadsFromOneToTheOther(given, new Candidates(given).named(List.of("stage2.block1"), Variant.EXACT));
    }

    @Test
    void mergedAndDroppedBlocksStandTogether() throws Exception {
        Graph given = ResNet.of(20, PICTURES, 3);
        leadsFromOneToTheOther(given, new Candidates(given)
                .named(List.of("stage1.block1", "stage1.block2:drop", "stage1.block3:drop", "stage2.block2"),
                        Variant.EXACT));
    }

    @Test
    void invertedResidualsGoFromTheGivenToTheMergedForm() throws Exception {
        Graph given = MobileNetV2.small(PICTURES, 3);
        List<Candidate> all = new Candidates(given).searchable(Variant.CENTRE_TAP);
        assertThat(all).hasSizeGreaterThan(5);
        leadsFromOneToTheOther(given, all);
    }
}
