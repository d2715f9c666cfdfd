package dev.secateur.views.depth;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.block.Variant;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.views.session.DepthPlan;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class DepthViewModelTest {

    private final FixedClock clock = new FixedClock();
    private final SessionModel session = Sessions.with(Networks.resNet(2));
    private final DepthViewModel depth = new DepthViewModel(session, clock);

    @Test
    void nothingIsSelectedAtFirst() {
        assertThat(depth.availabilityProperty().get()).isEqualTo(DepthViewModel.Availability.NOTHING_SELECTED);
        assertThat(depth.totalsProperty().get()).isNull();
        depth.selectAllMergeable();
        assertThat(depth.cards()).hasSize(6);
    }

    @Test
    void withoutAModelOrBlocksThePanelSaysSo() {
        assertThat(new DepthViewModel(Sessions.empty(), clock).availabilityProperty().get())
                .isEqualTo(DepthViewModel.Availability.NO_MODEL);
        assertThat(new DepthViewModel(Sessions.with(Networks.chain(1)), clock).availabilityProperty().get())
                .isEqualTo(DepthViewModel.Availability.NO_BLOCKS);
    }

    @Test
    void aBlockThatKeepsItsShapeCanBeLeftOut() {
        session.select(Selection.ofBlock("stage1.block2"));
        depth.choose("stage1.block2", Variant.DROP);
        MergeCard card = depth.cards().getFirst();

        assertThat(card.chosen().after().parameters()).isZero();
        assertThat(card.choice()).isEqualTo("stage1.block2:drop");
        assertThat(card.warning()).contains("the whole block out");
        depth.remove("stage1.block2");
        session.select(Selection.ofBlock("stage1.block2"));
        assertThat(depth.cards().getFirst().chosen().variant()).isEqualTo(Variant.EXACT);
    }

    @Test
    void aSelectedBlockTellsWhatItBecomes() {
        session.select(Selection.ofBlock("stage1.block2"));
        MergeCard card = depth.cards().getFirst();
        assertThat(card.options()).hasSizeGreaterThan(1);
        assertThat(card.rows()).extracting(Comparison::label).containsExactly("Kernel", "MACs", "Parameters", "Time");
        assertThat(card.rows().getFirst().before()).isEqualTo("3×3 + 3×3");
        assertThat(card.rows().getFirst().after()).isEqualTo("5×5");
        assertThat(card.rows().get(1).change()).isEqualTo("+38.9 %");
        assertThat(card.rows().get(1).meaning()).isEqualTo(Comparison.Meaning.WORSE);
        assertThat(card.warning()).startsWith("Grows to 5×5");
    }

    @Test
    void theOtherVariantIsSmallerAndThePlanFollows() {
        session.select(Selection.ofBlock("stage1.block2"));
        assertThat(session.depthPlanProperty().get().of("stage1.block2").text()).isEqualTo("merges to 5×5");
        depth.choose("stage1.block2", Variant.CENTRE_TAP);
        assertThat(depth.cards().getFirst().rows().get(1).meaning()).isEqualTo(Comparison.Meaning.BETTER);
        assertThat(session.depthPlanProperty().get().of("stage1.block2").text()).isEqualTo("merges to 3×3");
        assertThat(session.depthPlanProperty().get().of("stage1.block1").state())
                .isEqualTo(DepthPlan.Fate.State.MERGEABLE);
    }

    @Test
    void aBandFillsThePanelBeforeItIsReleased() {
        session.candidatesProperty().set(Selection.ofBlocks(Set.of("stage1.block1", "stage1.block3")));
        assertThat(depth.cards()).extracting(MergeCard::block).containsExactly("stage1.block1", "stage1.block3");
        session.candidatesProperty().set(Selection.NONE);
        assertThat(depth.cards()).isEmpty();
    }

    @Test
    void totalsSumUpTheCards() {
        session.select(Selection.ofBlocks(Set.of("stage1.block1", "stage1.block2")));
        Totals totals = Objects.requireNonNull(depth.totalsProperty().get());
        assertThat(totals.rows().getFirst().before()).isEqualTo("13");
        assertThat(totals.rows().getFirst().after()).isEqualTo("11");
        assertThat(totals.rows().getFirst().change()).isEqualTo("\u22122");
        assertThat(totals.verdict()).isEmpty();
    }

    @Test
    void timesAreMeasuredOnceForEachChoiceAndForTheModel() {
        session.select(Selection.ofBlocks(Set.of("stage1.block1", "stage1.block2")));
        assertThat(clock.asked).isEmpty();
        depth.measure();
        assertThat(clock.asked).hasSize(3);
        assertThat(depth.cards().getFirst().rows().getLast().change()).isEqualTo("\u221220.0 %");
        Totals totals = Objects.requireNonNull(depth.totalsProperty().get());
        assertThat(totals.verdict()).isEqualTo("1.25× faster");
        assertThat(totals.spread()).isEqualTo("measured, 95 % interval 1.23–1.27×");
        assertThat(totals.caption()).isEqualTo("60 alternating runs");
        depth.measure();
        assertThat(clock.asked).as("what is known is not measured again").hasSize(3);
        depth.choose("stage1.block1", Variant.CENTRE_TAP);
        assertThat(depth.cards().getFirst().time().state()).isEqualTo(MergeCard.BlockTime.State.NOT_MEASURED);
        assertThat(depth.cards().getLast().time().state()).isEqualTo(MergeCard.BlockTime.State.MEASURED);
    }

    @Test
    void whatRunsSlowerIsCalledSlower() {
        clock.merged = 6;
        session.select(Selection.ofBlock("stage1.block1"));
        depth.measure();
        Totals totals = Objects.requireNonNull(depth.totalsProperty().get());
        assertThat(totals.verdict()).isEqualTo("0.83×, slower");
        assertThat(totals.meaning()).isEqualTo(Comparison.Meaning.WORSE);
    }

    @Test
    void applyingMakesAVersionAndTellsTheThreeDifferences() {
        SessionModel real = new SessionModel(new DirectJobRunner(Progress.none()), new Memory(Networks.resNet(2)));
        real.open(Path.of("model.onnx"));
        DepthViewModel panel = new DepthViewModel(real, clock);
        real.select(Selection.ofBlocks(Set.of("stage1.block1", "stage1.block4")));
        panel.apply();
        assertThat(real.jobs().problemProperty().get()).isNull();
        assertThat(real.jobs().defectProperty().get()).isNull();
        assertThat(Objects.requireNonNull(real.present()).label()).isEqualTo("Merge 2 blocks");
        var report = Objects.requireNonNull(panel.appliedProperty().get());
        assertThat(report.blocks()).hasSize(2);
        assertThat(report.activations().maxRel()).isGreaterThan(report.merging().maxRel());
        assertThat(panel.applyingProperty().get()).isFalse();
        real.undo();
        assertThat(panel.appliedProperty().get()).isNull();
        assertThat(panel.cards()).as("the selection comes back with its version").hasSize(2);
    }

    @Test
    void whatWasChosenForABlockIsOfItsVersion() {
        SessionModel real = new SessionModel(new DirectJobRunner(Progress.none()), new Memory(Networks.resNet(2)));
        real.open(Path.of("model.onnx"));
        DepthViewModel panel = new DepthViewModel(real, clock);
        panel.choose("stage1.block2", Variant.CENTRE_TAP);
        real.select(Selection.ofBlock("stage1.block1"));
        panel.apply();
        real.select(Selection.ofBlock("stage1.block2"));
        assertThat(panel.cards().getFirst().chosen().variant()).isEqualTo(Variant.EXACT);
        real.undo();
        real.select(Selection.ofBlock("stage1.block2"));
        assertThat(panel.cards().getFirst().chosen().variant()).isEqualTo(Variant.CENTRE_TAP);
    }

    /// The engine's work on a network that no file holds.
    private static final class Memory extends dev.secateur.views.testing.UnaskedWork {
        private final Graph graph;
        private final EngineWork engine = new EngineWork();

        Memory(Graph graph) {
            this.graph = graph;
        }

        @Override
        public Graph read(Path file, Progress progress) {
            return graph;
        }

        @Override
        public dev.secateur.views.session.Analysis analyse(Graph read, Progress progress) {
            return engine.analyse(read, progress);
        }

        @Override
        public Applied apply(Request request, Progress progress)
                throws dev.secateur.engine.problem.ProblemException {
            return engine.apply(request, progress);
        }

        @Override
        public dev.secateur.views.session.Measurement measure(dev.secateur.engine.session.Version version,
                dev.secateur.views.session.RunSettings settings, Progress progress)
                throws dev.secateur.engine.problem.ProblemException {
            return engine.measure(version, settings, progress);
        }

        @Override
        public Exported export(Export request, Progress progress)
                throws dev.secateur.engine.problem.ProblemException {
            return engine.export(request, progress);
        }
    }
}
