package dev.secateur.views.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Fate;
import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.engine.compare.LayerDifference.Counted;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// Two versions side by side: graphs, layers, and the pictures on which they disagree.
public final class PairViewModel {

    private static final int MOST_PICTURES = 48;

    private final SessionModel session;
    private final SceneMaker scenes;
    private final CompareWork work;
    private final ReadOnlyObjectProperty<FrontierViewModel.@Nullable Pair> pair;
    private final ReadOnlyObjectWrapper<@Nullable Compared> compared = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Pictures> pictures = new ReadOnlyObjectWrapper<>(Pictures.NONE);
    private final Set<String> open = new HashSet<>();
    private @Nullable RunningJob running;
    private @Nullable RunningJob reading;

    public PairViewModel(SessionModel session, FrontierViewModel versions, SceneMaker scenes, CompareWork work) {
        this.session = session;
        this.scenes = scenes;
        this.work = work;
        this.pair = versions.pairProperty();
        pair.addListener(o -> begin());
        session.trials().newsProperty().addListener(o -> readPictures());
        session.runSettingsProperty().addListener((o, was, is) -> {
            if (!is.data().equals(was.data())) {
                readPictures();
            }
        });
        begin();
    }

    /// The pictures on which two versions disagree, as far as they are shown.
    ///
    /// @param fact how many there are, or why there are none
    public record Pictures(List<CompareWork.Picture> shown, String fact) {

        static final Pictures NONE = new Pictures(List.of(), "");

        public Pictures {
            shown = List.copyOf(shown);
        }
    }

    /// What was compared; null until that is done, and while no two versions are chosen.
    public ReadOnlyObjectProperty<@Nullable Compared> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /// Never null.
    public ReadOnlyObjectProperty<Pictures> picturesProperty() {
        return pictures.getReadOnlyProperty();
    }

    private void begin() {
        open.clear();
        compared.set(null);
        pictures.set(Pictures.NONE);
        compute(true);
        readPictures();
    }

    /// Opens or closes a group in both graphs.
    void toggle(boolean first, long box) {
        Compared now = compared.get();
        if (now == null) {
            return;
        }
        String part = (first ? now.scenes().first() : now.scenes().second()).partOfBox().get(box);
        if (part != null) {
            if (!open.remove(part)) {
                open.add(part);
            }
            compute(false);
        }
    }

    private void compute(boolean anew) {
        FrontierViewModel.Pair wanted = pair.get();
        RunningJob before = running;
        if (before != null) {
            before.cancel();
        }
        if (wanted == null) {
            return;
        }
        Analysis first = session.analysisOf(wanted.first());
        Analysis second = session.analysisOf(wanted.second());
        Set<String> opened = Set.copyOf(open);
        Job<Compared> job = new Job<>("Compare " + wanted.first().name() + " with " + wanted.second().name(),
                Job.Lane.LAYOUT,
                progress -> compare(wanted, first == null ? new Analysis(wanted.first().graph()) : first,
                        second == null ? new Analysis(wanted.second().graph()) : second, anew ? null : opened,
                        progress::check));
        running = session.jobs().start(job, found -> {
            if (wanted.equals(pair.get())) {
                if (anew) {
                    open.addAll(scenes.openAtFirst(found.first()));
                    open.addAll(scenes.openAtFirst(found.second()));
                }
                compared.set(found);
            }
        });
    }

    /// @param opened null for what is open at first
    private Compared compare(FrontierViewModel.Pair wanted, Analysis first, Analysis second,
            @Nullable Set<String> opened, Runnable checkpoint) {
        Set<String> shown = opened == null
                ? Stream.concat(scenes.openAtFirst(first).stream(), scenes.openAtFirst(second).stream())
                        .collect(Collectors.toSet())
                : opened;
        GraphDifference difference = GraphDifference.of(first.graph(), second.graph());
        checkpoint.run();
        Side left = scenes.make(first, shown, checkpoint);
        Side right = scenes.make(second, shown, checkpoint);
        SideMarks marks = new SideMarks(difference, first, second);
        return new Compared(wanted, first, second, difference,
                LayerDifference.of(difference, new Counted(first.shapes(), first.costs()),
                        new Counted(second.shapes(), second.costs())),
                new Compared.Scenes(left, right, marks.first(left), marks.second(right),
                        Anchors.of(difference, left, right)));
    }

    private void readPictures() {
        FrontierViewModel.Pair wanted = pair.get();
        RunningJob before = reading;
        if (before != null) {
            before.cancel();
        }
        if (wanted == null) {
            return;
        }
        Accuracy first = session.accuracyOf(wanted.first());
        Accuracy second = session.accuracyOf(wanted.second());
        if (first == null || second == null) {
            pictures.set(new Pictures(List.of(), "Both versions have to be evaluated on the chosen data first."));
            return;
        }
        List<Outcomes.Disagreement> all = first.evaluation().outcomes().disagreements(second.evaluation().outcomes());
        String fact = all.isEmpty()
                ? "Both versions say the same of all " + Figures.count(first.evaluation().samples()) + " pictures."
                : "They disagree on " + Figures.count(all.size()) + " of "
                        + Figures.count(first.evaluation().samples()) + " pictures"
                        + (all.size() > MOST_PICTURES ? "; the first " + MOST_PICTURES + " are shown" : "");
        DataChoice data = session.runSettings().data();
        List<Outcomes.Disagreement> some = all.stream().limit(MOST_PICTURES).toList();
        reading = session.jobs().start(new Job<>("Read pictures", Job.Lane.LIGHT,
                p -> work.pictures(data, wanted.first().graph(), some, p)), found -> {
                    if (wanted.equals(pair.get()) && data.equals(session.runSettings().data())) {
                        pictures.set(new Pictures(found, fact));
                    }
                });
    }

    /// Milliseconds of a node of a version in the runtime's own profile; NaN where it was not measured or ran within another.
    double timeOf(Version version, @Nullable Node node) {
        Double ms = node == null ? null : session.measurementOf(version).nodeMs().get(node.id());
        return ms == null ? Double.NaN : ms;
    }

    /// Median of whole runs, for the heading of a graph; empty where it was not measured.
    String timeOf(Version version) {
        double ms = session.measurementOf(version).modelMs();
        return Double.isNaN(ms) ? "" : Figures.modelMs(ms) + " ms";
    }

    /// Top-1 in percent; empty where it was not measured.
    String top1Of(Version version) {
        Accuracy accuracy = session.accuracyOf(version);
        return accuracy == null ? "" : accuracy.text();
    }

    /// The layers in which more than values of weights differ.
    static boolean isStructural(LayerDifference layer) {
        return layer.change().fate() != Fate.SAME && layer.change().fate() != Fate.VALUES;
    }

    /// All layers as CSV.
    String csv() {
        Compared now = compared.get();
        if (now == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(
                "layer,operator,change,what,output before,output after,parameters before,parameters after,"
                        + "MACs before,MACs after,ms before,ms after\n");
        for (LayerDifference layer : now.layers()) {
            List<String> cells = List.of(layer.name(), layer.operator(), layer.change().fate().word(),
                    String.join("; ", layer.change().what()), layer.shapeBefore(), layer.shapeAfter(),
                    layer.before() == null ? "" : Long.toString(layer.before().parameters()),
                    layer.after() == null ? "" : Long.toString(layer.after().parameters()),
                    layer.before() == null ? "" : Long.toString(layer.before().macs()),
                    layer.after() == null ? "" : Long.toString(layer.after().macs()),
                    number(timeOf(now.pair().first(), layer.change().before())),
                    number(timeOf(now.pair().second(), layer.change().after())));
            out.append(cells.stream().map(CompareColumn::quoted).collect(Collectors.joining(","))).append('\n');
        }
        return out.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
