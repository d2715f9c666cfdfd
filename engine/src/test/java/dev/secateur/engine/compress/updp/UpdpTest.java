package dev.secateur.engine.compress.updp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class UpdpTest extends MethodContract<UpdpConfig> {

    static final Training TRAINING = new Training(3, 0, 0.02, OptimiserConfig.Kind.SGD, 16, 1e-4, false);

    @Override
    protected Method<UpdpConfig> method() {
        return new Updp();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(20, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected UpdpConfig config() {
        return named(Variant.CENTRE_TAP, Schedule.defaults(), "stage1.block2", "stage3.block3");
    }

    private static UpdpConfig named(Variant kernel, Schedule schedule, String... blocks) {
        return new UpdpConfig(List.of(blocks), 0, 0, kernel, SlowMerge.KEEP, schedule, SearchPlan.defaults(), TRAINING);
    }

    private static UpdpConfig searched(SearchPlan.Kind kind, int count) {
        return new UpdpConfig(List.of(), count, 0, Variant.CENTRE_TAP, SlowMerge.KEEP, Schedule.defaults(),
                new SearchPlan(kind, SearchPlan.Similarity.COSINE, 1, 32, 32, 4, 2, false), TRAINING);
    }

    @Override
    protected MethodResult run(Graph graph, UpdpConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, PrunedNetworkTest.learning()), progress);
    }

    private UpdpReport report(UpdpConfig config) throws ProblemException {
        MethodResult result = run(graph(), config, null, Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-3);
        return (UpdpReport) result.report();
    }

    @Test
    void lambdaAndTapsFollowTheScheduleAndClassesStay() throws Exception {
        UpdpReport report = report(config());
        assertThat(report.epochs()).extracting(UpdpReport.EpochReport::epoch).containsExactly(1, 2, 3);
        assertThat(report.epochs().getLast().lambda()).isEqualTo(1);
        assertThat(report.epochs().getLast().taps()).isZero();
        Schedule schedule = Schedule.defaults();
        assertThat(schedule.taps(0)).isEqualTo(1);
        assertThat(report.epochs().getFirst().taps()).isStrictlyBetween(0.0, 1.0)
                .isEqualTo(schedule.taps(1.0 / 3));
        assertThat(report.agreement()).isEqualTo(1.0);
        assertThat(report.blocks()).extracting(UpdpReport.PrunedBlockReport::kernelAfter).containsOnly("3×3");
        assertThat(report.passes().training()).isEqualTo(3 * 64);
    }

    @Test
    void lambdaIsZeroHalfAndOneWherePublishedPairsSay() {
        Schedule schedule = Schedule.defaults();
        assertThat(schedule.lambda(0)).isZero();
        assertThat(schedule.lambda(1 / (2 * schedule.k()))).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.lambda(1 / schedule.k())).isCloseTo(1, within(1e-12));
        assertThat(schedule.lambda(1)).isEqualTo(1);
    }

    @Test
    void directRemovalPrunesFromTheFirstStepOn() throws Exception {
        Schedule direct = new Schedule(false, 3, Schedule.Mixing.OPERATOR, 0, 0);
        UpdpReport report = report(named(Variant.CENTRE_TAP, direct, "stage1.block2"));
        assertThat(report.epochs()).allSatisfy(e -> assertThat(e.lambda()).isEqualTo(1));
    }

    @Test
    void withoutTrainingTheOuterTapsAreGoneAsWell() throws Exception {
        Training none = new Training(0, 0, 0.02, OptimiserConfig.Kind.SGD, 16, 1e-4, false);
        UpdpReport report = report(new UpdpConfig(List.of("stage1.block2"), 0, 0, Variant.CENTRE_TAP, SlowMerge.KEEP,
                Schedule.defaults(), SearchPlan.defaults(), none));
        assertThat(report.epochs()).isEmpty();
        assertThat(report.blocks()).extracting(UpdpReport.PrunedBlockReport::kernelAfter).containsExactly("3×3");
    }

    /// With K 1 lambda reaches 1 at the very end, and the weights of the last epoch are those that are kept.
    @Test
    void theSlowestProgressionEndsPruned() throws Exception {
        Schedule slow = new Schedule(true, 1, Schedule.Mixing.OPERATOR, 0.1, 1);
        UpdpReport report = report(named(Variant.CENTRE_TAP, slow, "stage1.block2"));
        assertThat(report.epochs().getLast().lambda()).isEqualTo(1);
        assertThat(report.epochs().getLast().taps()).isZero();
    }

    @Test
    void itIsSaidWhenNothingWasLeftToChoose() throws Exception {
        List<Candidate> all = new Candidates(graph()).searchable(Variant.CENTRE_TAP);
        UpdpReport report = report(named(Variant.CENTRE_TAP, Schedule.defaults(),
                all.stream().map(Candidate::id).toArray(String[]::new)));
        assertThat(report.note()).contains("nothing to choose");
        assertThat(report(config()).note()).doesNotContain("nothing to choose");
    }

    @Test
    void theSupernetIsTheOneOfTheLastEpoch() {
        Supernet supernet = new Supernet(new PrunedNetwork(graph(), List.of()), 1);
        assertThat(supernet.mayKeep(new Extension.Moment(5, 5, 10))).isFalse();
        assertThat(supernet.mayKeep(new Extension.Moment(10, 5, 10))).isTrue();
    }

    private MethodResult saved(Path file, boolean resume, UpdpConfig config, TrainListener listener)
            throws ProblemException {
        Learning usual = PrunedNetworkTest.learning();
        TrainInput.Conditions conditions = new TrainInput.Conditions(5, 1,
                new TrainInput.Checkpoints(file, Duration.ZERO, resume), usual.conditions().pause());
        return method().run(new MethodInput<>(graph(), config, null, 5, 1,
                new Learning(usual.pictures(), conditions, listener)), Progress.none());
    }

    @Test
    void aRunThatIsGoneOnWithTellsAllItsEpochs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out.onnx.checkpoint");
        int[] epochs = new int[1];
        TrainListener stops = event -> {
            if (event instanceof TrainEvent.Stepped stepped && stepped.epoch() == 3) {
                throw new CancelledException();
            }
            epochs[0] += event instanceof TrainEvent.EpochEnded ? 1 : 0;
        };
        assertThatThrownBy(() -> saved(file, false, config(), stops)).isInstanceOf(CancelledException.class);
        assertThat(epochs[0]).isEqualTo(2);
        UpdpReport whole = report(config());
        UpdpReport again = (UpdpReport) saved(file, true, config(), TrainListener.none()).report();
        assertThat(again.epochs()).isEqualTo(whole.epochs());
        assertThat(again.note()).isEqualTo(whole.note());
    }

    /// Times of a second measurement would differ, and with them perhaps the blocks that are chosen.
    @Test
    void aRunThatIsGoneOnWithChoosesByTheTimesOfItsBeginning(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out.onnx.checkpoint");
        List<Candidate> open = new Candidates(graph()).searchable(Variant.CENTRE_TAP);
        Map<String, BlockTimes.OfBlock> times = new LinkedHashMap<>();
        open.forEach(c -> times.put(c.id(), new BlockTimes.OfBlock(1, 0.9, false)));
        times.put(open.getLast().id(), new BlockTimes.OfBlock(7, 1, false));
        times.put(open.getFirst().id(), new BlockTimes.OfBlock(1, 2, true));
        Learning learning = new Learning(PrunedNetworkTest.learning().pictures(), new TrainInput.Conditions(5, 1,
                new TrainInput.Checkpoints(file, Duration.ofHours(1), true), new Pause()), TrainListener.none());
        KeptTimes kept = new KeptTimes(ModelPrint.of(graph()),
                open.stream().map(c -> c.id() + ":" + c.variant()).toList(), 1, new BlockTimes(10, times));
        kept.write(folder.resolve("out.onnx.checkpoint.times"));
        assertThat(KeptTimes.of(graph(), open, 1, learning, Progress.none())).isEqualTo(kept.times());
        UpdpConfig config = new UpdpConfig(List.of(), 0, 50, Variant.CENTRE_TAP, SlowMerge.REFUSE,
                Schedule.defaults(), SearchPlan.defaults(), TRAINING);
        UpdpReport report = (UpdpReport) saved(file, true, config, TrainListener.none()).report();
        assertThat(report.blocks()).extracting(UpdpReport.PrunedBlockReport::id).containsExactly(open.getLast().id());
        assertThat(report.candidates()).as("without the one that became slower").isEqualTo(open.size() - 1);
    }

    @Test
    void droppedBlocksFadeOut() throws Exception {
        UpdpReport report = report(named(Variant.EXACT, Schedule.defaults(), "stage1.block2:drop", "stage1.block3"));
        assertThat(report.blocks()).extracting(UpdpReport.PrunedBlockReport::variant).containsExactly("drop", "exact");
    }

    @Test
    void redundancyChoosesSoManyBlocks() throws Exception {
        UpdpReport report = report(searched(SearchPlan.Kind.REDUNDANCY, 3));
        assertThat(report.blocks()).hasSize(3).allMatch(b -> b.similarity() != null);
        assertThat(report.candidates()).isEqualTo(7);
    }

    @Test
    void everySetIsMeasuredOnceAndTheBestChosen() throws Exception {
        UpdpReport report = report(searched(SearchPlan.Kind.EXHAUSTIVE, 2));
        assertThat(report.sets()).hasSize(21).doesNotHaveDuplicates();
        assertThat(report.search().trials()).extracting(t -> t.cost()).containsOnly(5.0);
        assertThat(report.search().chosen()).hasSize(1);
        double best = report.sets().stream().mapToDouble(UpdpReport.MeasuredSet::accuracy).max().orElseThrow();
        assertThat(report.sets()).anySatisfy(s -> {
            assertThat(s.blocks()).isEqualTo(report.blocks().stream().map(b -> b.id()).toList());
            assertThat(s.accuracy()).isEqualTo(best);
        });
        assertThat(report.passes().supernet()).isEqualTo(4 * 64);
    }

    @Test
    void theGeneticSearchKeepsToTheNumberOfBlocks() throws Exception {
        UpdpReport report = report(searched(SearchPlan.Kind.GENETIC, 3));
        assertThat(report.sets()).isNotEmpty().doesNotHaveDuplicates().allMatch(s -> s.blocks().size() == 3);
    }

    @Test
    void whatCannotBePrunedIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> report(searched(SearchPlan.Kind.REDUNDANCY, 8))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("7");
        assertThatThrownBy(() -> report(named(Variant.EXACT, Schedule.defaults(), "stage9.block1")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("did you mean");
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), config(), null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("--data");
    }
}
