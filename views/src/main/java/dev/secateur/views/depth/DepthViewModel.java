package dev.secateur.views.depth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.Legality;
import dev.secateur.engine.block.MergePreview;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.engine.compress.depthmerge.DepthMergeReport;
import dev.secateur.engine.compress.depthmerge.EndActivation;
import dev.secateur.engine.compress.updp.UpdpCourse;
import dev.secateur.engine.compress.updp.UpdpReport;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.DepthPlan;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.NaturalOrder;

/// What the depth panel shows, following the selection and, while one is drawn, the rubber band.
///
/// Counts come from rules alone and are there at once; times are measured when asked for.
public final class DepthViewModel {

    private static final String METHOD = "depth-merge";

    private final SessionModel session;
    private final MergeTimes times;
    private final SurveyViewModel survey;
    private final ObservableList<MergeCard> cards = FXCollections.observableArrayList();
    private final ObservableList<Refusal> refusals = FXCollections.observableArrayList();
    private final ObservableList<MergeCard> shownCards = FXCollections.unmodifiableObservableList(cards);
    private final ObservableList<Refusal> shownRefusals = FXCollections.unmodifiableObservableList(refusals);
    private final ReadOnlyObjectWrapper<@Nullable Totals> totals = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable DepthMergeReport> applied = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable UpdpCourse> course = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Availability> availability = new ReadOnlyObjectWrapper<>(Availability.NO_MODEL);
    private final BooleanProperty applying = new SimpleBooleanProperty();
    private final ObjectProperty<EndActivation> endActivation = new SimpleObjectProperty<>(EndActivation.NONE);
    /// By version: names of blocks are counted anew in each, so what was chosen for one is not meant for another of its name.
    private final Map<Graph, Map<String, Variant>> chosen = new WeakHashMap<>();
    private Map<String, Variant> variants = new HashMap<>();
    private Map<String, List<MergePreview>> previews = Map.of();
    private Map<String, MergePreview> drops = Map.of();

    /// What there is to merge.
    public enum Availability {
        NO_MODEL, ANALYSING, NO_BLOCKS, NOTHING_MERGEABLE, NOTHING_SELECTED, SELECTED
    }

    public DepthViewModel(SessionModel session, MergeClock clock) {
        this(session, clock, SurveyWork.ofEngine());
    }

    DepthViewModel(SessionModel session, MergeClock clock, SurveyWork work) {
        this.session = session;
        this.survey = new SurveyViewModel(session, work,
                b -> variants.containsKey(b) ? b + ":" + variants.get(b) : b);
        this.times = new MergeTimes(session, clock, this::refresh);
        session.analysisProperty().addListener((o, was, is) -> analysed(is));
        session.selectionProperty().addListener((o, was, is) -> refresh());
        session.candidatesProperty().addListener((o, was, is) -> refresh());
        session.runSettingsProperty().addListener((o, was, is) -> refresh());
        session.presentProperty().addListener((o, was, is) -> {
            tellApplied();
            if (session.isAnalysing()) {
                refresh();
            }
        });
        session.findingProperty().addListener(o -> tellCourse());
        endActivation.addListener((o, was, is) -> refresh());
        analysed(session.analysis());
    }

    /// True if the present was made from another version.
    boolean isMade() {
        Version now = session.present();
        return now != null && !now.isOriginal();
    }

    /// Redundancy and time of all blocks, and pruning with training.
    public SurveyViewModel survey() {
        return survey;
    }

    /// The blocks that would merge, in the network's order.
    public ObservableList<MergeCard> cards() {
        return shownCards;
    }

    /// The selected blocks that would not.
    public ObservableList<Refusal> refusals() {
        return shownRefusals;
    }

    /// The whole model before and after; null without cards.
    public ReadOnlyObjectProperty<@Nullable Totals> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /// What was reported by the merge that made the present; null if another method did, or none.
    public ReadOnlyObjectProperty<@Nullable DepthMergeReport> appliedProperty() {
        return applied.getReadOnlyProperty();
    }

    /// How pruning with training goes, or how that went which made the present; null without one.
    public ReadOnlyObjectProperty<@Nullable UpdpCourse> courseProperty() {
        return course.getReadOnlyProperty();
    }

    /// What there is to merge.
    public ReadOnlyObjectProperty<Availability> availabilityProperty() {
        return availability.getReadOnlyProperty();
    }

    /// True while times are being measured.
    public ReadOnlyBooleanProperty measuringProperty() {
        return times.measuringProperty();
    }

    /// True while a merge is being applied.
    public ReadOnlyBooleanProperty applyingProperty() {
        return applying;
    }

    /// What is put behind merged blocks that end without an activation.
    public ObjectProperty<EndActivation> endActivationProperty() {
        return endActivation;
    }

    /// True if a card's block ends without an activation, so that {@link #endActivationProperty()} makes a difference.
    public boolean endsWithoutActivation() {
        Analysis analysis = session.analysis();
        return analysis != null && cards.stream().flatMap(c -> analysis.block(c.block()).stream())
                .anyMatch(b -> b.anatomy() != null && b.anatomy().trailing() < 0);
    }

    /// Takes another way to merge a block.
    public void choose(String block, Variant variant) {
        variants.put(block, variant);
        refresh();
    }

    /// Takes a block out of the selection.
    public void remove(String block) {
        variants.remove(block);
        session.select(session.selection().kept(n -> true, b -> !b.equals(block)));
    }

    /// Selects every block that can be merged.
    public void selectAllMergeable() {
        session.select(Selection.ofBlocks(Set.copyOf(previews.keySet())));
    }

    /// Selects the nodes for which a block is refused.
    public void showNodes(Refusal refusal) {
        session.select(Selection.ofNodes(new HashSet<>(refusal.nodes())));
    }

    /// Measures all cards alone and the whole model.
    public void measure() {
        if (!cards.isEmpty()) {
            times.measure(cards.stream().map(c -> config(List.of(c))).toList(), config(cards));
        }
    }

    /// Stops measuring.
    public void cancelMeasuring() {
        times.cancel();
    }

    /// True if there is something to merge, and nothing is being merged.
    public BooleanBinding applicable() {
        return Bindings.isNotEmpty(cards).and(applying.not());
    }

    /// Merges the blocks of all cards: one new version.
    public void apply() {
        if (cards.isEmpty() || applying.get()) {
            return;
        }
        times.cancel();
        String label = cards.size() == 1
                ? "Merge " + cards.getFirst().block()
                : "Merge " + Figures.plural(cards.size(), "block");
        applying.set(true);
        RunningJob job = session.apply(METHOD, config(cards), label);
        if (!job.isAlive()) {
            applying.set(false);
        }
        job.stateProperty().addListener((o, was, is) -> applying.set(job.isAlive()));
    }

    private DepthMergeConfig config(List<MergeCard> chosen) {
        return new DepthMergeConfig(chosen.stream().map(MergeCard::choice).toList(), 0, Variant.EXACT,
                endActivation.get());
    }

    private void analysed(@Nullable Analysis analysis) {
        if (analysis != null) {
            variants = chosen.computeIfAbsent(analysis.graph(), g -> new HashMap<>());
        }
        Map<String, List<MergePreview>> found = new HashMap<>();
        Map<String, MergePreview> dropping = new HashMap<>();
        if (analysis != null) {
            for (Block block : analysis.blocks()) {
                MergePreview.ofDropping(analysis.graph(), analysis.shapes(), analysis.costs(), block)
                        .ifPresent(p -> dropping.put(block.id(), p));
                List<MergePreview> options = MergePreview.of(analysis.graph(), analysis.shapes(), block);
                if (!options.isEmpty()) {
                    found.put(block.id(), options);
                }
            }
        }
        previews = found;
        drops = dropping;
        times.lookAt(analysis == null ? null : analysis.graph());
        tellApplied();
        refresh();
    }

    private Selection considered() {
        Selection candidates = session.candidatesProperty().get();
        return candidates.isEmpty() ? session.selection() : candidates;
    }

    private void refresh() {
        Analysis analysis = session.analysis();
        Set<String> selected = considered().blocks();
        List<MergeCard> merging = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        List<Block> blocks = analysis == null ? List.of() : analysis.blocks();
        for (Block block : blocks) {
            if (!selected.contains(block.id())) {
                continue;
            }
            List<MergePreview> options = options(block.id());
            if (options.isEmpty()) {
                refused.add(refusal(block));
            } else {
                merging.add(card(block.id(), options));
            }
        }
        refused.sort(Comparator.comparing(Refusal::block, NaturalOrder.INSTANCE));
        setAll(cards, merging);
        setAll(refusals, refused);
        totals.set(analysis == null || merging.isEmpty()
                ? null
                : Totals.of(analysis, merging, times.ofModel(config(merging))));
        availability.set(availability(blocks));
        session.depthPlanProperty().set(plan(blocks, merging));
    }

    /// The ways to merge a block, and to leave it out. A block that cannot merge has none until leaving it out was chosen.
    private List<MergePreview> options(String block) {
        List<MergePreview> options = new ArrayList<>(previews.getOrDefault(block, List.of()));
        MergePreview drop = drops.get(block);
        if (drop != null && (!options.isEmpty() || variants.get(block) == Variant.DROP)) {
            options.add(drop);
        }
        return options;
    }

    private static <T> void setAll(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }

    private MergeCard card(String block, List<MergePreview> options) {
        Variant wanted = variants.getOrDefault(block, Variant.EXACT);
        MergePreview chosen = options.stream().filter(o -> o.variant() == wanted).findFirst()
                .orElse(options.getFirst());
        MergeCard untimed = new MergeCard(block, options, chosen, MergeCard.BlockTime.NOT_MEASURED);
        return new MergeCard(block, options, chosen, times.ofBlock(config(List.of(untimed))));
    }

    private Refusal refusal(Block block) {
        boolean droppable = drops.containsKey(block.id());
        return block.legality() instanceof Legality.Refused(String reason, List<Integer> nodes)
                ? new Refusal(block.id(), reason, nodes, droppable)
                : new Refusal(block.id(), "no way to merge it is known", List.of(), droppable);
    }

    private Availability availability(List<Block> blocks) {
        if (session.present() == null) {
            return Availability.NO_MODEL;
        }
        if (session.isAnalysing()) {
            return Availability.ANALYSING;
        }
        if (!cards.isEmpty() || !refusals.isEmpty()) {
            return Availability.SELECTED;
        }
        if (blocks.isEmpty()) {
            return Availability.NO_BLOCKS;
        }
        return previews.isEmpty() ? Availability.NOTHING_MERGEABLE : Availability.NOTHING_SELECTED;
    }

    private DepthPlan plan(List<Block> blocks, List<MergeCard> merging) {
        Map<String, DepthPlan.Fate> fates = new HashMap<>();
        for (Block block : blocks) {
            fates.put(block.id(), previews.containsKey(block.id())
                    ? DepthPlan.Fate.mergeable()
                    : DepthPlan.Fate.refused(refusal(block).reason()));
        }
        merging.forEach(c -> fates.put(c.block(), c.chosen().variant() == Variant.DROP
                ? DepthPlan.Fate.leftOut()
                : DepthPlan.Fate.mergesTo(c.chosen().kernelAfter())));
        return new DepthPlan(fates);
    }

    private void tellApplied() {
        Version present = session.present();
        MethodResult result = present == null ? null : session.resultOf(present);
        applied.set(result != null && result.report() instanceof DepthMergeReport report ? report : null);
        tellCourse();
    }

    private void tellCourse() {
        Finding now = session.findingProperty().get();
        if (now != null && now.report() instanceof UpdpCourse running) {
            course.set(running);
            return;
        }
        Version present = session.present();
        MethodResult result = present == null ? null : session.resultOf(present);
        course.set(result != null && result.report() instanceof UpdpReport report && !report.epochs().isEmpty()
                ? CoursePane.of(report)
                : null);
    }
}
