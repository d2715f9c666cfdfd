package dev.secateur.views.depth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.engine.compress.updp.SearchPlan;
import dev.secateur.engine.compress.updp.UpdpConfig;
import dev.secateur.engine.compress.updp.UpdpReport;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// Which blocks to prune in depth: their redundancy, their share of the time and what pruning saves, the choice by a budget, and pruning
/// with training. The choice is the session's selection of blocks.
public final class SurveyViewModel {

    private static final String METHOD = "updp";

    private final SessionModel session;
    private final SurveyWork work;
    private final UnaryOperator<String> named;
    private final ObjectProperty<SearchPlan.Similarity> similarity = new SimpleObjectProperty<>(
            SearchPlan.defaults().similarity());
    private final ReadOnlyObjectWrapper<@Nullable DepthSurvey> survey = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable UpdpReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanProperty surveying = new SimpleBooleanProperty();
    private final BooleanProperty pruning = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper data = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper stage = new ReadOnlyStringWrapper("");
    private @Nullable Graph graph;
    private @Nullable RunningJob job;

    /// A block in the table.
    ///
    /// @param form what becomes of it, and its cost: `3×3 + 3×3 → 3×3 · 4.72 M MACs`
    /// @param redundancy similarity of what it reads and makes; a dash without data
    /// @param share of the network's time, 0..1
    /// @param saves change of the network's time by pruning it: `−4.1 %`
    public record Row(String block, String form, boolean selected, String redundancy, double share, String saves,
            boolean helps) {}

    /// @param named gives a block's name with the way that was chosen for it, if one was: `stage1.block2:drop`
    SurveyViewModel(SessionModel session, SurveyWork work, UnaryOperator<String> named) {
        this.session = session;
        this.work = work;
        this.named = named;
        session.analysisProperty().addListener((o, was, is) -> analysed(is));
        session.selectionProperty().addListener((o, was, is) -> refresh());
        session.presentProperty().addListener((o, was, is) -> tell());
        session.runSettingsProperty().addListener((o, was, is) -> data.set(hasData()));
        data.set(hasData());
        analysed(session.analysis());
    }

    /// What was measured; null before.
    public ReadOnlyObjectProperty<@Nullable DepthSurvey> surveyProperty() {
        return survey.getReadOnlyProperty();
    }

    /// The table; empty before it was measured.
    public ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// What was reported by the pruning that made the present; null if another method did, or none.
    public ReadOnlyObjectProperty<@Nullable UpdpReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// By which likeness of what a block reads and makes it is redundant.
    public ObjectProperty<SearchPlan.Similarity> similarityProperty() {
        return similarity;
    }

    /// The blocks that cannot be chosen here, with the reason of each; empty before it was measured.
    public List<DepthSurvey.Refused> refused() {
        DepthSurvey found = survey.get();
        return found == null ? List.of() : found.refused();
    }

    /// True while blocks are scored and timed.
    public ReadOnlyBooleanProperty surveyingProperty() {
        return surveying;
    }

    /// True while pruning is under way.
    public ReadOnlyBooleanProperty pruningProperty() {
        return pruning;
    }

    private void analysed(@Nullable Analysis analysis) {
        Graph now = analysis == null ? null : analysis.graph();
        if (now != graph) {
            cancel();
            graph = now;
            survey.set(null);
        }
        tell();
        refresh();
    }

    private void tell() {
        Version present = session.present();
        MethodResult result = present == null ? null : session.resultOf(present);
        report.set(result != null && result.report() instanceof UpdpReport own ? own : null);
    }

    /// Scores and times all blocks.
    public void measure() {
        Graph now = graph;
        if (now == null || surveying.get()) {
            return;
        }
        RunSettings settings = session.runSettings();
        SearchPlan.Similarity how = similarity.get();
        surveying.set(true);
        job = session.jobs().startFor(new Job<>("Score and time blocks", Job.Lane.COMPUTE,
                p -> work.survey(now, how, settings, p)), outcome -> {
                    surveying.set(false);
                    if (now == graph && outcome instanceof Outcome.Done<DepthSurvey>(DepthSurvey found)) {
                        survey.set(found);
                        refresh();
                    }
                });
    }

    /// Stops scoring and timing.
    public void cancel() {
        RunningJob running = job;
        job = null;
        if (running != null && running.isAlive()) {
            running.cancel();
        }
    }

    /// Selects the blocks that save so much.
    ///
    /// @param percent less time for one picture
    public void propose(double percent) {
        DepthSurvey found = survey.get();
        if (found != null) {
            session.select(Selection.ofBlocks(Set.copyOf(percent <= 0 ? List.of() : found.proposed(percent))));
        }
    }

    /// Takes a block into the selection, or out of it.
    public void choose(String block, boolean selected) {
        Set<String> blocks = new HashSet<>(session.selection().blocks());
        boolean changed = selected ? blocks.add(block) : blocks.remove(block);
        if (changed) {
            session.select(Selection.ofBlocks(blocks));
        }
    }

    /// What the selected blocks save together, for people; empty before it was measured or with none selected.
    public String forecast() {
        DepthSurvey found = survey.get();
        List<String> chosen = chosen();
        if (found == null || chosen.isEmpty()) {
            return "";
        }
        double faster = found.faster(chosen);
        return Figures.plural(chosen.size(), "block") + ": " + Figures.decimal(found.network(), 2) + " → "
                + Figures.decimal(found.network() * (1 - faster / 100), 2) + " ms foretold, "
                + Figures.decimal(faster, 1) + " % less";
    }

    /// The selected blocks that can be pruned, in the network's order.
    List<String> chosen() {
        DepthSurvey found = survey.get();
        Set<String> selected = session.selection().blocks();
        return found == null
                ? List.of()
                : found.rows().stream().map(DepthSurvey.Row::block).filter(selected::contains).toList();
    }

    /// True if data to train on is chosen.
    public ReadOnlyBooleanProperty hasDataProperty() {
        return data.getReadOnlyProperty();
    }

    /// What pruning is at, with lambda while it trains; empty while nothing is pruned.
    public ReadOnlyStringProperty stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /// True if data to train on is chosen.
    public boolean hasData() {
        return !session.runSettings().data().isNone();
    }

    /// Prunes the selected blocks with training, each in the way that was chosen for it: one new version. Other settings are in the panel of
    /// methods.
    public void prune() {
        List<String> chosen = chosen().stream().map(named).toList();
        if (chosen.isEmpty() || pruning.get() || !hasData()) {
            return;
        }
        UpdpConfig usual = UpdpConfig.defaults();
        UpdpConfig config = new UpdpConfig(chosen, 0, 0, usual.kernel(), usual.slower(), usual.schedule(),
                usual.search(), usual.training());
        pruning.set(true);
        RunningJob running = session.apply(METHOD, config, "Prune " + Figures.plural(chosen.size(), "block"));
        pruning.set(running.isAlive());
        running.stateProperty().addListener((o, was, is) -> {
            pruning.set(running.isAlive());
            stage.set("");
        });
        running.textProperty().addListener((o, was, is) -> stage.set(running.isAlive() ? is : ""));
    }

    private void refresh() {
        DepthSurvey found = survey.get();
        List<Row> now = new ArrayList<>();
        if (found != null) {
            Set<String> selected = session.selection().blocks();
            for (DepthSurvey.Row row : found.rows()) {
                Double redundancy = row.redundancy();
                double percent = 100 * (row.before() - row.after()) / found.network();
                String cost = row.macs() < 0 ? "" : " · " + Figures.large(row.macs()) + " MACs";
                now.add(new Row(row.block(), row.form() + cost, selected.contains(row.block()),
                        redundancy == null ? Figures.UNKNOWN : Figures.decimal(redundancy, 3),
                        row.before() / found.network(), Figures.change(100, 100 - percent), percent > 0));
            }
        }
        rows.set(List.copyOf(now));
    }
}
