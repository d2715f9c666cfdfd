package dev.secateur.views.scop;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.scop.Scop;
import dev.secateur.engine.compress.scop.ScopConfig;
import dev.secateur.engine.compress.scop.ScopReport;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.form.FormModel;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Suitability;
import dev.secateur.views.text.Figures;

/// Which experiment is looked at, which of its layers and channels, and where its cut is drawn.
public final class ScopViewModel {

    static final String METHOD = "scop";
    private static final String RATE = "rate";
    private static final double SAME = 1e-9;

    private final SessionModel session;
    private final FormModel<ScopConfig> form = new FormModel<>(ScopConfig.defaults());
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Integer> layer = new SimpleObjectProperty<>(0);
    private final ObjectProperty<Integer> channel = new SimpleObjectProperty<>(-1);
    private final ObjectProperty<LayerScores.Order> order = new SimpleObjectProperty<>(LayerScores.Order.DIFFERENCE);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final Suitability suitability;

    /// An experiment.
    ///
    /// @param layers with the cut as it is drawn
    /// @param rate at which the cut is drawn
    /// @param result of the cut; null while the experiment runs
    /// @param version that the cut made, or that the experiment is made on
    public record Shown(ScopReport report, List<LayerScores> layers, double rate, @Nullable MethodResult result,
            Version version) {

        public Shown {
            layers = List.copyOf(layers);
        }

        /// True if the cut is drawn elsewhere than it was made.
        boolean isMoved() {
            return Math.abs(rate - report.rate()) >= SAME;
        }
    }

    public ScopViewModel(SessionModel session) {
        this.session = session;
        this.suitability = new Suitability(session);
        suitability.answerProperty().addListener((o, was, is) -> {
            if (is != null) {
                obstacle.set(suitability.refusal());
            }
        });
        session.findingProperty().addListener(o -> show());
        session.presentProperty().addListener(o -> {
            judge();
            show();
        });
        session.analysisProperty().addListener(o -> show());
        session.runSettingsProperty().addListener(o -> judge());
        form.configProperty().addListener(o -> {
            judge();
            redraw();
        });
        judge();
        show();
    }

    public FormModel<ScopConfig> form() {
        return form;
    }

    /// What is looked at; null before the first experiment.
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Index of the layer that is looked at.
    public ObjectProperty<Integer> layerProperty() {
        return layer;
    }

    /// The channel that is looked at; -1 for none.
    public ObjectProperty<Integer> channelProperty() {
        return channel;
    }

    /// How channels are put in order.
    ObjectProperty<LayerScores.Order> orderProperty() {
        return order;
    }

    /// True while an experiment that was started here runs.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Why no experiment can be started; empty if one can.
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /// The layer that is looked at; null before the first experiment.
    @Nullable
    LayerScores layer() {
        Shown now = shown.get();
        return now == null || now.layers().isEmpty()
                ? null
                : now.layers().get(Math.clamp(layer.get(), 0, now.layers().size() - 1));
    }

    private void judge() {
        suitability.forget();
        Version present = session.present();
        ScopConfig config = form.configProperty().get();
        if (present == null) {
            obstacle.set("Open a model first.");
        } else if (session.runSettings().data().isNone()) {
            obstacle.set("Choose data first (Ctrl+Shift+D): the experiment is made on labelled pictures.");
        } else if (config == null) {
            obstacle.set("A setting cannot be used.");
        } else {
            suitability.ask(new Scop(), config);
        }
    }

    private void show() {
        Finding now = session.findingProperty().get();
        if (now != null && now.report() instanceof ScopReport report) {
            set(new Shown(report, layers(report, report.rate(), now.version()), report.rate(), null, now.version()));
            return;
        }
        Version from = origin();
        MethodResult result = from == null ? null : session.resultOf(from);
        if (from != null && result != null && result.report() instanceof ScopReport report) {
            set(new Shown(report, layers(report, report.rate(), from), report.rate(), result, from));
        } else {
            set(null);
        }
    }

    /// The present, or the nearest version it came from, if SCOP made it.
    private @Nullable Version origin() {
        VersionTree tree = session.tree();
        Version version = session.present();
        while (tree != null && version != null) {
            MethodResult result = session.resultOf(version);
            if (result != null && result.report() instanceof ScopReport) {
                return version;
            }
            version = version.isOriginal() ? null : tree.version(version.parent());
        }
        return null;
    }

    private void set(@Nullable Shown next) {
        Shown before = shown.get();
        if (next == null || before == null || before.report().layers().size() != next.report().layers().size()) {
            channel.set(-1);
            layer.set(0);
        }
        shown.set(next);
    }

    private List<LayerScores> layers(ScopReport report, double rate, Version version) {
        Analysis analysis = session.analysisOf(version);
        int[] moved = report.losses(rate);
        boolean asCut = Math.abs(rate - report.rate()) < SAME;
        return IntStream.range(0, moved.length).mapToObj(i -> {
            ScopReport.LayerReport layer = report.layers().get(i);
            return new LayerScores(name(analysis, layer.id()), layer, asCut ? layer.chosen() : moved[i]);
        }).toList();
    }

    private static String name(@Nullable Analysis analysis, String id) {
        return analysis == null
                ? id
                : analysis.graph().nodes().stream().filter(n -> analysis.graph().name(n).equals(id)).findFirst()
                        .flatMap(n -> analysis.outline().layerOf(n)).map(Layer::path).orElse(id);
    }

    /// Draws the cut at another rate; nothing is cut by it. The form takes the rate.
    ///
    /// @param rate 0..1, kept within what the form allows
    public void draw(double rate) {
        double allowed = Math.clamp(Math.round(rate * 1000) / 1000.0, 0.01, 0.95);
        form.field(RATE).ifPresent(f -> f.textProperty().set(Figures.decimal(allowed, 3)));
    }

    private void redraw() {
        Shown now = shown.get();
        ScopConfig config = form.configProperty().get();
        if (now != null && config != null && now.rate() != config.rate()) {
            shown.set(new Shown(now.report(), layers(now.report(), config.rate(), now.version()), config.rate(),
                    now.result(), now.version()));
        }
    }

    /// Looks at a layer and selects it in all views.
    public void lookAt(int index) {
        Shown now = shown.get();
        if (now == null || index < 0 || index >= now.layers().size()) {
            return;
        }
        layer.set(index);
        channel.set(-1);
        String id = now.layers().get(index).report().id();
        Version present = session.present();
        if (present != null) {
            present.graph().nodes().stream().filter(n -> present.graph().name(n).equals(id)).mapToInt(Node::id)
                    .findFirst().ifPresent(n -> session.select(Selection.ofNode(n)));
        }
    }

    /// Channels that stay with the cut as it is drawn, of all layers under experiment.
    int kept() {
        Shown now = shown.get();
        return now == null ? 0 : now.layers().stream().mapToInt(l -> l.channels() - l.losses()).sum();
    }

    /// Standard deviation of the factors around 0.5 at each snapshot, over some layers.
    static double[] spread(ScopReport report, List<ScopReport.LayerReport> layers) {
        return IntStream.range(0, report.snapshots().size()).mapToDouble(s -> Math.sqrt(layers.stream()
                .flatMap(l -> l.history().get(s).stream()).mapToDouble(b -> (b - 0.5) * (b - 0.5)).average().orElse(0)))
                .toArray();
    }

    /// Makes the experiment on the present, and the cut after it.
    public void run() {
        ScopConfig config = form.configProperty().get();
        if (config == null || !obstacle.get().isEmpty() || running.get()) {
            return;
        }
        RunningJob job = session.apply(METHOD, config, "SCOP");
        running.set(job.isAlive());
        job.stateProperty().addListener(o -> running.set(job.isAlive()));
    }
}
