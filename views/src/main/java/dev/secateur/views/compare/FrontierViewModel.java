package dev.secateur.views.compare;

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
    /// One for all: a fresh one would be collected, with the listeners on it, as it listens weakly itself.
    private final ObservableList<CompareRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<ScatterPlot> plot = new ReadOnlyObjectWrapper<>(ScatterPlot.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Pair> pair = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Axis> horizontal = new SimpleObjectProperty<>(Axis.TIME);
    private final ObjectProperty<Axis> vertical = new SimpleObjectProperty<>(Axis.ACCURACY);
    private final BooleanProperty published = new SimpleBooleanProperty(false);
    private final BooleanProperty errorBars = new SimpleBooleanProperty(false);
    private final BooleanProperty stepsShown = new SimpleBooleanProperty(false);
    private final BooleanProperty goalsShown = new SimpleBooleanProperty(false);
    private final ObjectProperty<Goals> goals = new SimpleObjectProperty<>(Goals.NONE);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
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
        List.of(horizontal, vertical, published, active, errorBars, stepsShown, goalsShown, goals)
                .forEach(p -> p.addListener(o -> update()));
        update();
    }

    /// Two versions that are held against each other, in the order of their making.
    public record Pair(Version first, Version second) {}

    /// One row for each version, oldest first.
    public ObservableList<CompareRow> rows() {
        return shownRows;
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

    /// Whether the interval of each accuracy is drawn.
    public BooleanProperty errorBarsProperty() {
        return errorBars;
    }

    /// Whether cuts that a later version recovers are shown by themselves too.
    public BooleanProperty stepsShownProperty() {
        return stepsShown;
    }

    /// Whether goals are drawn and judged.
    public BooleanProperty goalsShownProperty() {
        return goalsShown;
    }

    /// The goals. Never null.
    public ObjectProperty<Goals> goalsProperty() {
        return goals;
    }

    /// Moves the goal of one of the chosen axes.
    ///
    /// @param across true for the horizontal one
    public void setGoal(boolean across, double value) {
        goals.set(goals.get().with(across ? horizontal.get() : vertical.get(), value));
    }

    /// What has to be said of what is shown; empty for nothing.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
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

    /// What a report would tell of: the two chosen versions, or the original and the present; empty without a model.
    Optional<Pair> reported() {
        VersionTree tree = session.tree();
        if (tree == null) {
            return Optional.empty();
        }
        Pair now = pair.get();
        return Optional.of(now == null ? new Pair(tree.original(), tree.present()) : now);
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
        return CompareColumn.csv(rows, new CompareColumn.Words() {
            @Override
            public String place(CompareRow row) {
                return FrontierViewModel.this.place(row).text();
            }

            @Override
            public String goals(CompareRow row) {
                return verdict(row);
            }
        });
    }

    /// Where a row stands between the others on the chosen axes.
    public Place place(CompareRow row) {
        return Place.of(row, rows, plots().frontier());
    }

    /// Whether a row meets the goals on the chosen axes; empty where nothing can be said.
    public String verdict(CompareRow row) {
        return goalsShown.get() ? goals.get().verdict(row, List.of(horizontal.get(), vertical.get())) : "";
    }

    private FrontierPlots plots() {
        return new FrontierPlots(horizontal.get(), vertical.get(), errorBars.get(),
                goalsShown.get() ? goals.get() : Goals.NONE);
    }

    private void beginGoals() {
        if (goalsShown.get() && !rows.isEmpty()) {
            CompareRow first = rows.getFirst();
            Goals begun = goals.get().withFirst(horizontal.get(), first).withFirst(vertical.get(), first);
            if (!begun.equals(goals.get())) {
                goals.set(begun);
            }
        }
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
        rows.setAll(rowMaker.of(tree, chosen, stepsShown.get()));
        beginGoals();
        List<CompareRow> known = rows.stream().filter(plots().frontier()::isKnown).toList();
        List<Published> crosses = published.get() ? publishedFigures() : List.of();
        plot.set(plots().plot(known, crosses));
        int hidden = tree.versions().size() - rows.size();
        fact.set(Figures.count(known.size()) + " of " + Figures.plural(rows.size(), "version")
                + (known.size() < rows.size() ? " · others are not measured yet" : "")
                + (hidden > 0 ? " · unrecovered cuts hidden" : ""));
        note.set(published.get() ? publishedNote(crosses) : "");
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

    private String publishedNote(List<Published> figures) {
        if (session.runSettings().data().isNone()) {
            return "Published figures are shown for the data that is chosen; none is.";
        }
        if (figures.isEmpty()) {
            return "No published figure for this data is known.";
        }
        if (horizontal.get().isOurs() || vertical.get().isOurs()) {
            return "Papers tell no times of this machine and no modelled energies: choose MACs, parameters or size as axis.";
        }
        int shown = plots().crosses(figures).size();
        return shown == 0
                ? "The papers do not tell both of these quantities for this data."
                : "Crosses: accuracy as printed, on the authors' networks; the pointer tells the source.";
    }

    /// What authors published for the chosen data.
    public List<Published> publishedFigures() {
        DataChoice data = session.runSettings().data();
        return Published.on(data.kind().equals("images") ? "imagenet" : data.kind());
    }
}
