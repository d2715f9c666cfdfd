package dev.secateur.views.gamma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.slimming.Gammas;
import dev.secateur.engine.compress.slimming.Selection;
import dev.secateur.engine.compress.slimming.Slimming;
import dev.secateur.engine.compress.slimming.SlimmingConfig;
import dev.secateur.engine.compress.slimming.Sparsity;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.views.form.FormModel;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Grown;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.text.Figures;

/// The scales of the present, the thresholds that are set, and what they would cut.
public final class GammaViewModel {

    private static final String METHOD = "slimming";
    private static final double FIRST = 0.25;

    private final SessionModel session;
    private final GammaWork work;
    private final FormModel<CutForm> form = new FormModel<>(CutForm.defaults());
    private final SimpleBooleanProperty active = new SimpleBooleanProperty();
    private final DoubleProperty threshold = new SimpleDoubleProperty();
    private final Map<String, Double> own = new TreeMap<>();
    private final ReadOnlyObjectWrapper<@Nullable GammaScan> scan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable GammaCut> cut = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Availability> availability = new ReadOnlyObjectWrapper<>(Availability.NO_MODEL);
    private final ReadOnlyBooleanWrapper applying = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper data = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper timing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable WidthAdvice> advice = new ReadOnlyObjectWrapper<>();
    private @Nullable WidthForecast forecast;
    private @Nullable Analysis looked;
    private @Nullable Gammas sortedOf;
    private double[] sorted = new double[0];
    private boolean held;

    /// What there is to cut.
    public enum Availability {
        /// No model is open, or it is still being looked at.
        NO_MODEL,
        /// No channel can be cut by a scale, and no normalisation can be made.
        NOTHING,
        /// Normalisations were folded away and can be made anew.
        FOLDED,
        /// Scales are there.
        READY
    }

    public GammaViewModel(SessionModel session, GammaWork work) {
        this.session = session;
        this.work = work;
        data.set(!session.runSettings().data().isNone());
        session.runSettingsProperty().addListener((o, was, is) -> data.set(!is.data().isNone()));
        session.analysisProperty().addListener(o -> look());
        active.addListener(o -> look());
        threshold.addListener(o -> count());
        form.configProperty().addListener(o -> count());
    }

    /// True while somebody looks; nothing is computed before.
    public SimpleBooleanProperty activeProperty() {
        return active;
    }

    /// Channels go whose scale is smaller.
    public DoubleProperty thresholdProperty() {
        return threshold;
    }

    /// The other settings.
    public FormModel<CutForm> form() {
        return form;
    }

    ReadOnlyObjectProperty<@Nullable GammaScan> scanProperty() {
        return scan.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable GammaCut> cutProperty() {
        return cut.getReadOnlyProperty();
    }

    /// Whether there is something to cut.
    public ReadOnlyObjectProperty<Availability> availabilityProperty() {
        return availability.getReadOnlyProperty();
    }

    /// True while a cut that was started here is being made.
    public ReadOnlyBooleanProperty applyingProperty() {
        return applying.getReadOnlyProperty();
    }

    /// True while layers are being timed.
    public ReadOnlyBooleanProperty timingProperty() {
        return timing.getReadOnlyProperty();
    }

    /// True if data is chosen, which making normalisations needs.
    public ReadOnlyBooleanProperty dataProperty() {
        return data.getReadOnlyProperty();
    }

    /// What was said of the widths of a cut, which may be another one by now; null if nothing.
    ReadOnlyObjectProperty<@Nullable WidthAdvice> adviceProperty() {
        return advice.getReadOnlyProperty();
    }

    boolean hasData() {
        return data.get();
    }

    private void look() {
        Analysis analysis = session.analysis();
        if (!active.get() || analysis == looked) {
            return;
        }
        looked = analysis;
        forecast = null;
        advice.set(null);
        own.clear();
        scan.set(null);
        cut.set(null);
        availability.set(Availability.NO_MODEL);
        if (analysis == null) {
            return;
        }
        session.jobs().start(new Job<>("Read the scales", Job.Lane.LIGHT, progress -> GammaScan.of(analysis)),
                found -> {
                    if (session.analysis() == analysis) {
                        show(found);
                    }
                });
    }

    private void show(GammaScan found) {
        held = true;
        scan.set(found);
        availability.set(found.hasCandidates()
                ? Availability.READY
                : found.foldable() ? Availability.FOLDED : Availability.NOTHING);
        threshold.set(quantile(FIRST));
        held = false;
        count();
    }

    /// The scale below which a part of the channels that can go lies.
    private double quantile(double part) {
        double[] sizes = candidates();
        return sizes.length == 0 ? 0 : sizes[(int) Math.min(sizes.length - 1, Math.floor(part * sizes.length))];
    }

    /// What is judged of the channels that can go, ascending; kept, because every move of the threshold asks for it.
    private double[] candidates() {
        GammaScan now = scan.get();
        CutForm config = form.configProperty().get();
        if (now == null || config == null) {
            return new double[0];
        }
        Gammas gammas = now.gammas(config.coupled());
        if (gammas != sortedOf) {
            sortedOf = gammas;
            sorted = gammas.candidates().stream().mapToDouble(gammas::score).sorted().toArray();
        }
        return sorted;
    }

    /// Part of the channels that can go whose scale is below the threshold, 0..1.
    public double percentile() {
        double[] sizes = candidates();
        return sizes.length == 0
                ? 0
                : (double) Arrays.stream(sizes).filter(s -> s < threshold.get()).count() / sizes.length;
    }

    /// Moves the threshold so that this part of the channels that can go lies below it, 0..1.
    public void setPercentile(double part) {
        double[] sizes = candidates();
        if (sizes.length > 0) {
            threshold.set(part >= 1 ? Math.nextUp(sizes[sizes.length - 1]) : quantile(Math.max(0, part)));
        }
    }

    /// Gives a group of coupled channels a threshold of its own.
    public void setOwn(String group, double value) {
        if (!group.isEmpty()) {
            own.put(group, Math.max(0, value));
            count();
        }
    }

    /// Takes a group's own threshold away.
    public void clearOwn(String group) {
        if (own.remove(group) != null) {
            count();
        }
    }

    /// The settings of the method that makes just this cut; null while one of them is wrong.
    public @Nullable SlimmingConfig config() {
        CutForm config = form.configProperty().get();
        return config == null
                ? null
                : new SlimmingConfig(Selection.VALUE, 0, threshold.get(),
                        own.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList(), config.coupled(),
                        Budget.none(), config.round(), config.least(), config.leastShare(), false, false,
                        Sparsity.none(), config.finetune());
    }

    private void count() {
        GammaScan now = scan.get();
        SlimmingConfig config = config();
        if (held || now == null || config == null || availability.get() != Availability.READY) {
            return;
        }
        try {
            cut.set(GammaCut.of(now, config, forecast));
        } catch (ProblemException e) {
            throw new IllegalStateException("an own threshold names no group of this network", e);
        }
    }

    /// What one should know before cutting; empty if nothing.
    List<String> warnings() {
        GammaScan now = scan.get();
        SlimmingConfig config = config();
        List<String> warnings = new ArrayList<>();
        if (now == null || config == null || availability.get() != Availability.READY) {
            return warnings;
        }
        double[] sizes = candidates();
        long small = Arrays.stream(sizes).filter(s -> s < Slimming.NEAR_ZERO).count();
        if (sizes.length > 1 && sizes[0] == sizes[sizes.length - 1]) {
            warnings.add("All scales are equal, so a threshold cuts all channels or none. Rank them with the method "
                    + "Network Slimming (select by rank), or train with a sparsity penalty first.");
        } else if (small < sizes.length / 10) {
            warnings.add((small == 0 ? "None" : "Only " + small) + " of " + Figures.count(sizes.length)
                    + " scales are below "
                    + Slimming.NEAR_ZERO + ": the model was not trained for sparsity. The method Network Slimming "
                    + "trains with a penalty first.");
        }
        return warnings;
    }

    /// Selects the normalisation of a row, and with it what is coupled to it.
    void select(GammaRow row) {
        GammaScan now = scan.get();
        if (now != null) {
            session.select(dev.secateur.views.session.Selection.ofNodes(
                    Set.of(now.gammas(dev.secateur.engine.compress.slimming.Coupled.LARGEST).layers().get(row.index())
                            .node().id())));
        }
    }

    /// The rows whose normalisations are selected.
    boolean isSelected(GammaRow row) {
        GammaScan now = scan.get();
        return now != null && session.selection().nodes().contains(
                now.gammas(dev.secateur.engine.compress.slimming.Coupled.LARGEST).layers().get(row.index()).node()
                        .id());
    }

    /// Times layers, so that times can be foretold.
    public void time() {
        GammaScan now = scan.get();
        if (now == null || timing.get()) {
            return;
        }
        RunSettings settings = session.runSettings();
        RunningJob job = session.jobs().start(new Job<>("Time layers at full and half width", Job.Lane.COMPUTE,
                progress -> work.time(now.graph(), settings, progress)), found -> {
                    if (scan.get() == now) {
                        forecast = found;
                        count();
                    }
                });
        timing.set(job.isAlive());
        job.stateProperty().addListener(o -> timing.set(job.isAlive()));
    }

    /// Times the very widths of the present cut, and those that are a little wider.
    public void checkWidths() {
        GammaScan now = scan.get();
        GammaCut checked = cut.get();
        CutForm config = form.configProperty().get();
        if (now == null || checked == null || config == null || timing.get()) {
            return;
        }
        RunSettings settings = session.runSettings();
        Gammas gammas = now.gammas(config.coupled());
        RunningJob job = session.jobs().start(new Job<>("Time the widths of the cut", Job.Lane.COMPUTE,
                progress -> work.slowWidths(gammas.coupling(), checked.removed(), gammas.scores(), settings,
                        progress)),
                found -> {
                    if (scan.get() == now) {
                        advice.set(new WidthAdvice(checked.removed(), found));
                    }
                });
        timing.set(job.isAlive());
        job.stateProperty().addListener(o -> timing.set(job.isAlive()));
    }

    /// Puts normalisations back: a new version.
    public void recreate() {
        GammaScan now = scan.get();
        Version from = session.present();
        if (now == null || from == null || !hasData() || applying.get()) {
            return;
        }
        RunSettings settings = session.runSettings();
        follow(session.grow(from, new Job<>("Re-create normalisations", Job.Lane.COMPUTE, progress -> {
            GammaWork.Recreated made = work.recreate(now.graph(), settings, progress);
            return new Grown(made.graph(), "Re-create normalisations",
                    new Step("recreate-normalisations", "{}"),
                    Status.good(Figures.plural(made.convolutions(), "convolution")
                            + " got a normalisation, max. relative difference "
                            + Figures.significant(made.difference())));
        }), null));
    }

    /// Cuts: a new version.
    public void apply() {
        GammaCut now = cut.get();
        SlimmingConfig config = config();
        if (now == null || config == null || now.going() == 0 || applying.get()) {
            return;
        }
        follow(session.apply(METHOD, config, "Slim at " + Figures.decimal(threshold.get(), 3)));
    }

    private void follow(RunningJob job) {
        applying.set(job.isAlive());
        job.stateProperty().addListener(o -> applying.set(job.isAlive()));
    }
}
