package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.canvas.Legend;
import dev.secateur.views.canvas.layout.DiagramLayout;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Quantity;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// What the graph shows: the scene of the present, its colours, which groups are open, how it runs.
///
/// The old scene stays until a new one is laid out, which happens on the layout lane. Other colours need no layout.
public final class GraphViewModel {

    /// A window that grows or shrinks by less than this part keeps its columns.
    private static final double RESIZE_TOLERATED = 0.3;
    private static final double FIRST_HEIGHT = 520;

    private final SessionModel session;
    private final Places places;
    private final DiagramLayout layout = new DiagramLayout();
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
    private final ReadOnlyObjectWrapper<@Nullable Legend> legend = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ObjectProperty<ColourBy> colourBy = new SimpleObjectProperty<>(ColourBy.OPERATOR);
    private final ObjectProperty<Arrangement> arrangement = new SimpleObjectProperty<>(Arrangement.COLUMNS);
    private final DetailSwitches details = new DetailSwitches(() -> layOut(Box.NO_PARENT));
    private final DoubleProperty viewHeight = new SimpleDoubleProperty(FIRST_HEIGHT);
    private final Set<String> open = new TreeSet<>();
    private final Set<String> openInside = new TreeSet<>();
    private @Nullable Version original;
    private double laidOutFor = FIRST_HEIGHT;
    private Details laidOutWith = Details.NONE;
    private @Nullable Basis drawnFrom;
    private @Nullable RunningJob running;

    public GraphViewModel(SessionModel session) {
        this.session = session;
        this.places = new Places(session);
        places.wayProperty().addListener((o, was, is) -> moved());
        session.analysisProperty().addListener((o, was, is) -> present(is));
        session.measurementProperty().addListener((o, was, is) -> recolour());
        session.bitsProperty().addListener((o, was, is) -> {
            if (colourBy.get() == ColourBy.BITS) {
                recolour();
            }
        });
        session.presentProperty().addListener((o, was, is) -> tellFact());
        colourBy.addListener((o, was, is) -> recolour());
        arrangement.addListener((o, was, is) -> layOut(Box.NO_PARENT));
        viewHeight.addListener((o, was, is) -> resized(is.doubleValue()));
        present(session.analysis());
    }

    /// Where in the model the graph is that is shown.
    public Places places() {
        return places;
    }

    /// What is selected of the graph that is shown: the session's selection in the model's own graph, else its own.
    ReadOnlyObjectProperty<Selection> selectionProperty() {
        return session.scope().selectionProperty();
    }

    void select(Selection chosen) {
        session.scope().select(chosen);
    }

    /// Opens or closes the group behind a box, or enters the node whose inside is a graph.
    ///
    /// @param deep with all groups inside
    public void activate(long box, boolean deep) {
        if (shown().picture().diagram().canOpen(box)) {
            toggle(box, deep);
        } else {
            holder(box).ifPresent(places::enter);
        }
    }

    /// True if there is something inside a box.
    public boolean canActivate(long box) {
        return shown().picture().diagram().canOpen(box) || holder(box).isPresent();
    }

    private Optional<Node> holder(long box) {
        return shown().picture().item(box).filter(Layer.class::isInstance)
                .flatMap(item -> item.nodes().stream().filter(n -> places.count(n) > 0).findFirst());
    }

    private void moved() {
        Analysis analysis = places.analysis();
        session.scope().look(places.isInside() ? analysis : null);
        if (analysis != null) {
            if (places.isInside()) {
                openInside.clear();
                openInside.addAll(DiagramBuilder.openAtFirst(analysis));
            }
            shown.set(Shown.NOTHING);
            layOut(Box.NO_PARENT);
            tellFact();
        }
    }

    private Set<String> open() {
        return places.isInside() ? openInside : open;
    }

    /// What a picture was made of: while all of it is the same, other groups may be opened without making the picture anew.
    private record Basis(Analysis analysis, Measurement measurement, Object bits, ColourBy colours, Details details) {}

    private Basis basis(Analysis analysis, Details printed) {
        return new Basis(analysis, session.scope().measurement(), session.bitsProperty().get(), colourBy.get(),
                printed);
    }

    /// A scene with what its boxes stand for.
    ///
    /// @param anchor the box that stays where it is on the screen, {@link Box#NO_PARENT} for none
    public record Shown(GraphScene scene, Picture picture, long anchor) {
        static final Shown NOTHING = new Shown(GraphScene.EMPTY, Picture.EMPTY, Box.NO_PARENT);

        public boolean isEmpty() {
            return scene.boxes().isEmpty();
        }
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public Shown shown() {
        return shown.get();
    }

    /// What the colours mean; null while they are the operators' own.
    public ReadOnlyObjectProperty<@Nullable Legend> legendProperty() {
        return legend.getReadOnlyProperty();
    }

    /// True if a model is open, whether or not its graph is laid out yet.
    boolean hasModel() {
        return session.present() != null;
    }

    /// `v0 Original · 74 nodes, 9 blocks`.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// What the colours say.
    public ObjectProperty<ColourBy> colourByProperty() {
        return colourBy;
    }

    /// How the top level runs.
    public ObjectProperty<Arrangement> arrangementProperty() {
        return arrangement;
    }

    /// What is printed on nodes.
    public DetailSwitches details() {
        return details;
    }

    /// The height of the view in px at 100 %, which decides about columns.
    public DoubleProperty viewHeightProperty() {
        return viewHeight;
    }

    /// True if a part is drawn open.
    boolean isOpen(String item) {
        return open().contains(item);
    }

    /// Opens or closes a group.
    ///
    /// @param deep with all groups inside
    public void toggle(long box, boolean deep) {
        shown().picture().item(box).filter(Section.class::isInstance).map(Section.class::cast).ifPresent(section -> {
            Set<String> changed = new HashSet<>(Set.of(section.id()));
            if (deep) {
                section.sections().forEach(s -> changed.add(s.id()));
            }
            if (open().contains(section.id())) {
                open().removeAll(changed);
            } else {
                open().addAll(changed);
            }
            layOut(box);
        });
    }

    /// Opens every group, or closes all of them.
    public void setAllOpen(boolean isOpen) {
        open().clear();
        if (isOpen) {
            shown().picture().outline().root().sections().forEach(s -> open().add(s.id()));
        }
        layOut(Box.NO_PARENT);
    }

    /// Opens the groups around the given boxes, so that they can be seen.
    void openAround(Set<String> sections) {
        if (open().addAll(sections)) {
            layOut(Box.NO_PARENT);
        }
    }

    private void present(@Nullable Analysis analysis) {
        places.begin(analysis);
        VersionTree tree = session.tree();
        if (tree == null) {
            shown.set(Shown.NOTHING);
        } else if (analysis != null) {
            if (!Objects.equals(original, tree.original())) {
                original = tree.original();
                open.clear();
                shown.set(Shown.NOTHING);
                open.addAll(DiagramBuilder.openAtFirst(analysis));
            }
            layOut(Box.NO_PARENT);
        }
        tellFact();
    }

    private void resized(double height) {
        if (arrangement.get() == Arrangement.COLUMNS && height > 0
                && Math.abs(height - laidOutFor) > RESIZE_TOLERATED * laidOutFor) {
            layOut(Box.NO_PARENT);
        }
    }

    private void layOut(long anchor) {
        RunningJob superseded = running;
        if (superseded != null) {
            superseded.cancel();
        }
        Analysis analysis = places.analysis();
        if (analysis == null) {
            return;
        }
        Amounts amounts = amounts(analysis);
        Readings.Runs runs = runs(analysis);
        ColourBy colours = colourBy.get();
        Set<String> openNow = Set.copyOf(open());
        Arrangement how = arrangement.get();
        Details printed = details.now();
        Basis basis = basis(analysis, printed);
        Basis before = drawnFrom;
        Picture known = basis.equals(before) && !shown().isEmpty() ? shown().picture() : null;
        double height = viewHeight.get();
        laidOutFor = height;
        Job<Shown> job = new Job<>("Lay out the graph", Job.Lane.LAYOUT, progress -> {
            Picture picture = known == null ? picture(analysis, amounts, runs, colours, printed) : known;
            Set<Long> boxes = openNow.stream().map(picture.boxes()::get).filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            LayoutOptions options = new LayoutOptions(boxes, how, height);
            return new Shown(layout.layout(picture.diagram(), options, progress::check), picture, anchor);
        });
        running = session.jobs().start(job, laidOut -> {
            if (places.analysis() == analysis) {
                laidOutWith = printed;
                drawnFrom = basis;
                shown.set(laidOut);
                tellLegend(analysis, amounts);
                if (colours != colourBy.get()) {
                    recolour();
                }
            }
        });
    }

    private void recolour() {
        Analysis analysis = places.analysis();
        if (analysis == null || shown().isEmpty() || shown().picture().outline() != analysis.outline()) {
            return;
        }
        Amounts amounts = amounts(analysis);
        Picture picture = picture(analysis, amounts, runs(analysis), colourBy.get(), laidOutWith);
        drawnFrom = basis(analysis, laidOutWith);
        shown.set(new Shown(shown().scene().withContent(picture.diagram()), picture, Box.NO_PARENT));
        tellLegend(analysis, amounts);
    }

    private Amounts amounts(Analysis analysis) {
        return new Amounts(analysis.outline(), analysis.costs(),
                session.scope().measurement().nodeMs());
    }

    private Readings.Runs runs(Analysis analysis) {
        return new Readings.Runs(analysis.graph(), session.scope().measurement(), session.bitsProperty().get());
    }

    private static Picture picture(Analysis analysis, Amounts amounts, Readings.Runs runs, ColourBy colours,
            Details details) {
        Scale scale = Readings.scaleFor(analysis.outline(), amounts, colours);
        return new DiagramBuilder(analysis, new Readings(amounts, runs, colours, scale), details).picture();
    }

    private void tellLegend(Analysis analysis, Amounts amounts) {
        Scale scale = Readings.scaleFor(analysis.outline(), amounts, colourBy.get());
        legend.set(colourBy.get() == ColourBy.BITS
                ? bitsLegend()
                : colourBy.get().quantity().map(q -> legend(q, scale)).orElse(null));
    }

    private static Legend bitsLegend() {
        List<Legend.Tick> ticks = new ArrayList<>();
        for (int bits = Readings.FEWEST_BITS; bits <= Readings.MOST_BITS; bits += 2) {
            ticks.add(new Legend.Tick(Readings.bitsAt(bits), String.valueOf(bits)));
        }
        return new Legend("Bits of weights, chosen in Bit widths", "bits", ticks);
    }

    private static Legend legend(Quantity quantity, Scale scale) {
        List<Legend.Tick> ticks = scale.ticks().stream()
                .map(amount -> new Legend.Tick(scale.position(amount), quantity.tick(amount, scale.most()))).toList();
        return new Legend(quantity.title() + " per block or node", quantity.unit(), ticks);
    }

    private void tellFact() {
        Version version = session.present();
        if (version == null) {
            fact.set("");
            return;
        }
        Analysis analysis = places.analysis();
        long blocks = analysis == null
                ? 0
                : analysis.outline().root().sections()
                        .filter(s -> s.kind() == Section.Kind.BLOCK).count();
        String counted = Figures.plural((analysis == null ? version.graph() : analysis.graph()).nodes().size(), "node")
                + (blocks == 0 ? "" : ", " + Figures.plural(blocks, "block"))
                + (analysis != null && analysis.outline().isCut() ? ", cut into parts by order" : "");
        String where = places.isInside()
                ? places.wayProperty().get().getLast().body().name()
                : version.name() + " " + version.label();
        fact.set(where + " · " + counted);
    }
}
