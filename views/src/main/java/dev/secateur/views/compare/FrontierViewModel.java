package dev.secateur.views.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Frontier;
import dev.secateur.engine.compress.Published;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.chart.ScatterPlot;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.VersionTrials;
import dev.secateur.views.text.Figures;

/// All versions as rows and points, and which two are held against each other.
public final class FrontierViewModel {

    private final SessionModel session;
    private final CompareRows rowMaker;
    private final ObservableList<CompareRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<ScatterPlot> plot = new ReadOnlyObjectWrapper<>(ScatterPlot.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Pair> pair = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Axis> horizontal = new SimpleObjectProperty<>(Axis.TIME);
    private final ObjectProperty<Axis> vertical = new SimpleObjectProperty<>(Axis.ACCURACY);
    private final BooleanProperty published = new SimpleBooleanProperty(false);
    private final BooleanProperty active = new SimpleBooleanProperty(false);
    private final Set<Integer> chosen = new LinkedHashSet<>();
    private final Set<Integer> asked = new LinkedHashSet<>();
    private @Nullable Version original;

    public FrontierViewModel(SessionModel session) {
        this.session = session;
        this.rowMaker = new CompareRows(session);
        session.treeProperty().addListener(o -> update());
        session.trials().newsProperty().addListener(o -> update());
        session.runSettingsProperty().addListener(o -> update());
        horizontal.addListener(o -> update());
        vertical.addListener(o -> update());
        published.addListener(o -> update());
        active.addListener(o -> update());
        update();
    }

    /// Two versions that are held against each other, in the order of their making.
    public record Pair(Version first, Version second) {}

    /// One row for each version, oldest first.
    public ObservableList<CompareRow> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    /// The versions of which both quantities are known, as points.
    public ReadOnlyObjectProperty<ScatterPlot> plotProperty() {
        return plot.getReadOnlyProperty();
    }

    /// The two chosen versions; null unless there are two.
    public ReadOnlyObjectProperty<@Nullable Pair> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// `5 of 7 versions`.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    public ObjectProperty<Axis> horizontalProperty() {
        return horizontal;
    }

    public ObjectProperty<Axis> verticalProperty() {
        return vertical;
    }

    /// Whether figures that authors published for the chosen data are shown too.
    public BooleanProperty publishedProperty() {
        return published;
    }

    /// Whether the view is seen; what is not seen starts no work.
    public BooleanProperty activeProperty() {
        return active;
    }

    /// Makes a version the present.
    public void open(int version) {
        session.goTo(version);
    }

    /// Holds a version against the present.
    public void compare(int version) {
        Version now = session.present();
        if (now != null && now.id() != version) {
            chosen.clear();
            chosen.add(now.id());
            chosen.add(version);
            update();
        }
    }

    /// Holds the present against the version it was made from; nothing for the original.
    public void compareWithParent() {
        Version now = session.present();
        if (now != null && !now.isOriginal()) {
            compare(now.parent());
        }
    }

    /// Chooses a version, or no longer; of three the oldest choice goes.
    public void choose(int version, boolean wanted) {
        if (wanted) {
            chosen.remove(version);
            chosen.add(version);
            if (chosen.size() > 2) {
                chosen.remove(chosen.iterator().next());
            }
        } else {
            chosen.remove(version);
        }
        update();
    }

    /// Times every version that was not timed yet.
    public void measureAll() {
        versions().stream().filter(v -> Double.isNaN(session.measurementOf(v).modelMs()))
                .forEach(session.trials()::measure);
    }

    /// Evaluates every version that was not evaluated on the chosen data yet.
    ///
    /// @return false if no data is chosen
    public boolean evaluateAll() {
        if (session.runSettings().data().isNone()) {
            return false;
        }
        versions().stream().filter(v -> session.accuracyOf(v) == null).forEach(session.trials()::evaluate);
        return true;
    }

    private List<Version> versions() {
        VersionTree tree = session.tree();
        return tree == null ? List.of() : tree.versions();
    }

    /// The table with all columns as CSV.
    public String csv() {
        return CompareColumn.csv(rows, frontier());
    }

    /// Where a row stands between the others on the chosen axes.
    public Place place(CompareRow row) {
        return Place.of(row, rows, frontier());
    }

    private Frontier<CompareRow> frontier() {
        return new Frontier<>(horizontal.get().goal(), vertical.get().goal());
    }

    private void update() {
        VersionTree tree = session.tree();
        if (tree == null) {
            rows.clear();
            plot.set(ScatterPlot.EMPTY);
            pair.set(null);
            fact.set("");
            return;
        }
        if (!tree.original().equals(original)) {
            original = tree.original();
            chosen.clear();
            asked.clear();
        }
        chosen.removeIf(id -> id >= tree.versions().size());
        analyseAll(tree);
        rows.setAll(rowMaker.of(tree, chosen));
        Frontier<CompareRow> frontier = frontier();
        List<CompareRow> known = rows.stream().filter(frontier::isKnown).toList();
        plot.set(plot(known, frontier));
        fact.set(Figures.count(known.size()) + " of " + Figures.plural(rows.size(), "version")
                + (known.size() < rows.size() ? " · others are not measured yet" : ""));
        Pair now = chosenPair(tree).orElse(null);
        if (!java.util.Objects.equals(now, pair.get())) {
            pair.set(now);
        }
    }

    private void analyseAll(VersionTree tree) {
        VersionTrials trials = session.trials();
        if (active.get()) {
            for (Version version : tree.versions()) {
                if (session.analysisOf(version) == null && version.id() != tree.presentId()
                        && asked.add(version.id())) {
                    trials.analyse(version);
                }
            }
        }
    }

    private Optional<Pair> chosenPair(VersionTree tree) {
        List<Integer> ids = chosen.stream().sorted().toList();
        return ids.size() == 2
                ? Optional.of(new Pair(tree.version(ids.getFirst()), tree.version(ids.getLast())))
                : Optional.empty();
    }

    private ScatterPlot plot(List<CompareRow> known, Frontier<CompareRow> frontier) {
        List<CompareRow> front = frontier.front(known);
        List<ScatterPlot.Point> points = new ArrayList<>();
        Axis across = horizontal.get();
        Axis up = vertical.get();
        for (CompareRow row : known) {
            ScatterPlot.State state = row.present()
                    ? ScatterPlot.State.PRESENT
                    : row.chosen() ? ScatterPlot.State.CHOSEN : ScatterPlot.State.PLAIN;
            points.add(new ScatterPlot.Point(row.version().id(), row.name(), row.version().label(), across.of(row),
                    up.of(row), row.family().shape(), row.family().series(), front.contains(row), state));
        }
        if (published.get() && !known.isEmpty()) {
            crosses(across, up).forEach(points::add);
        }
        List<double[]> steps = frontier.steps(front).stream()
                .map(corner -> new double[]{across.scale(corner[0]), up.scale(corner[1])}).toList();
        return new ScatterPlot(across.unit(), up.unit(), points, steps);
    }

    private List<ScatterPlot.Point> crosses(Axis across, Axis up) {
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (Published figure : publishedFigures()) {
            double x = across.of(figure);
            double y = up.of(figure);
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                points.add(new ScatterPlot.Point(-1, "", figure.name(), x, y, ScatterPlot.Shape.CROSS, 0, false,
                        ScatterPlot.State.PLAIN));
            }
        }
        return points;
    }

    /// What authors published for the chosen data.
    public List<Published> publishedFigures() {
        DataChoice data = session.runSettings().data();
        return Published.on(data.kind().equals("images") ? "imagenet" : data.kind());
    }
}
