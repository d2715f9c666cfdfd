package dev.secateur.views.canvas;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.canvas.paint.Highlights;
import dev.secateur.views.canvas.paint.PaintStyle;
import dev.secateur.views.canvas.paint.ScaleRange;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.paint.ScenePainter.Picture;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;

/// Shows a [GraphScene] and lets the user move about in it, select and open.
///
/// Gestures: drag or wheel pans, Ctrl+wheel and pinch zoom at the pointer, click selects, Shift+click adds, Shift+drag
/// selects with a rubber band, double-click asks to open or close a group (Alt: with all inside). Keys: Space fits all or
/// the selection, Shift+Backspace is 100 %, Ctrl+A selects all, Esc clears, arrows move along the edges, Enter is a
/// double-click, + and - zoom.
public final class GraphCanvas extends Region {
    static final double FIT_MARGIN = 24;

    private final Canvas canvas = new Canvas();
    private final ScenePainter painter = new ScenePainter();
    private final ObjectProperty<GraphScene> graph = new SimpleObjectProperty<>(this, "graph", GraphScene.EMPTY);
    private final ObjectProperty<Marks> marks = new SimpleObjectProperty<>(this, "marks", Marks.NONE);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final ObjectProperty<ScaleRange> range = new SimpleObjectProperty<>(this, "range", ScaleRange.ALL);
    private final ObjectProperty<@Nullable Legend> legend = new SimpleObjectProperty<>(this, "legend", null);
    private final ReadOnlyObjectWrapper<Viewport> viewport = new ReadOnlyObjectWrapper<>(this, "viewport",
            new Viewport(0, 0, 1, 0, 0));
    private final ReadOnlyObjectWrapper<@Nullable PlacedBox> hovered = new ReadOnlyObjectWrapper<>(this, "hovered",
            null);
    private final ReadOnlyObjectWrapper<@Nullable PlacedBox> focusedBox = new ReadOnlyObjectWrapper<>(this,
            "focusedBox", null);
    private final ObservableSet<Long> selection = FXCollections.observableSet(new LinkedHashSet<>());
    private final BooleanProperty minimapShown = new SimpleBooleanProperty(this, "minimapShown", true);
    private final BooleanProperty legendShown = new SimpleBooleanProperty(this, "legendShown", true);
    private final BooleanProperty zoomButtonsShown = new SimpleBooleanProperty(this, "zoomButtonsShown", true);
    private final RubberBand band;
    private final Floating floating;
    private BiConsumer<Long, Boolean> onToggle = (id, deep) -> {};
    private Function<List<PlacedBox>, BandAnswer> bandJudge = touched -> BandAnswer
            .all(touched.stream().map(PlacedBox::id).collect(Collectors.toSet()));
    private Consumer<Set<Long>> onSelect = ids -> {};
    private @Nullable Long lit;
    private boolean firstView = true;

    public GraphCanvas() {
        getStyleClass().add("graph-canvas");
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleRoleDescription("graph");
        setFocusTraversable(true);
        canvas.setMouseTransparent(true);
        band = new RubberBand(this);
        floating = new Floating(this);
        getChildren().addAll(canvas, band.node());
        getChildren().addAll(floating.nodes());
        new CanvasGestures(this, band).install();
        new CanvasKeys(this).install();
        graph.addListener((o, before, after) -> replaced(before, after));
        marks.addListener(o -> repaint());
        theme.addListener(o -> repaint());
        range.addListener(o -> repaint());
        legend.addListener(o -> repaint());
        viewport.addListener(o -> repaint());
        hovered.addListener(o -> repaint());
        focusedBox.addListener((o, before, after) -> focused(after));
        selection.addListener((SetChangeListener<Long>) change -> repaint());
        band.answerProperty().addListener(o -> repaint());
    }

    /// The scene shown. Setting another one keeps the viewport; the first one that is not empty is brought into view.
    public ObjectProperty<GraphScene> graphProperty() {
        return graph;
    }

    public GraphScene getGraph() {
        return graph.get();
    }

    public void setGraph(GraphScene scene) {
        graph.set(scene);
    }

    /// Shows another scene with one box staying where it is on the screen: for a group that was opened or closed.
    public void setGraph(GraphScene scene, long anchor) {
        Optional<Rect> before = getGraph().findVisible(anchor).map(PlacedBox::bounds);
        graph.set(scene);
        Optional<Rect> after = scene.findVisible(anchor).map(PlacedBox::bounds);
        if (before.isPresent() && after.isPresent()) {
            Viewport now = viewport.get();
            viewport.set(new Viewport(
                    now.x() + after.get().x() - before.get().x(),
                    now.y() + after.get().y() - before.get().y(),
                    now.zoom(),
                    now.width(),
                    now.height()));
        }
    }

    /// Marks over boxes.
    public ObjectProperty<Marks> marksProperty() {
        return marks;
    }

    public void setMarks(Marks value) {
        marks.set(value);
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// The stretch of the scale that the legend's handles chose.
    public ObjectProperty<ScaleRange> rangeProperty() {
        return range;
    }

    /// What the values' colours mean; without one no legend is shown.
    public ObjectProperty<@Nullable Legend> legendProperty() {
        return legend;
    }

    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    public Viewport getViewport() {
        return viewport.get();
    }

    /// Moves or zooms; the view's size is kept.
    public void setViewport(Viewport target) {
        viewport.set(target.resize(getWidth(), getHeight()));
    }

    /// The box under the pointer, null when there is none.
    public ReadOnlyObjectProperty<@Nullable PlacedBox> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// The box that keys act on, null before one was chosen.
    public ReadOnlyObjectProperty<@Nullable PlacedBox> focusedBoxProperty() {
        return focusedBox.getReadOnlyProperty();
    }

    /// Ids of the selected boxes; may be changed from outside. Ids that are not visible are kept.
    public ObservableSet<Long> selection() {
        return selection;
    }

    public BooleanProperty minimapShownProperty() {
        return minimapShown;
    }

    public BooleanProperty legendShownProperty() {
        return legendShown;
    }

    public BooleanProperty zoomButtonsShownProperty() {
        return zoomButtonsShown;
    }

    /// Called with a group's id when it is to be opened or closed, and whether with all groups inside.
    public void setOnToggle(BiConsumer<Long, Boolean> handler) {
        onToggle = handler;
    }

    /// Called once with all selected ids after a gesture or a key of the user has changed them.
    public void setOnSelect(Consumer<Set<Long>> handler) {
        onSelect = handler;
    }

    /// True while a rubber band is drawn.
    public ReadOnlyBooleanProperty bandActiveProperty() {
        return band.activeProperty();
    }

    /// Lights a box as if the pointer were on it, for links with other views; null for none.
    public void light(@Nullable Long id) {
        if (!Objects.equals(lit, id)) {
            lit = id;
            repaint();
        }
    }

    /// Decides what the rubber band and Ctrl+A select. Gets the boxes touched, open groups left out.
    public void setBandJudge(Function<List<PlacedBox>, BandAnswer> judge) {
        bandJudge = judge;
    }

    /// Brings everything into view, or the selection if there is one.
    public void fit() {
        Optional<Rect> target = selection.isEmpty() ? Optional.empty() : getGraph().boundsOf(selection);
        fit(target.orElse(getGraph().bounds()));
    }

    /// Brings everything into view.
    public void fitAll() {
        fit(getGraph().bounds());
    }

    /// Zooms to 100 % around the middle of the view.
    public void zoomToActualSize() {
        viewport.set(viewport.get().zoomTo(1, getWidth() / 2, getHeight() / 2));
    }

    /// Zooms around the middle of the view.
    public void zoomBy(double factor) {
        Viewport now = viewport.get();
        viewport.set(now.zoomTo(now.zoom() * factor, getWidth() / 2, getHeight() / 2));
    }

    /// Scrolls as little as needed to show a box (or the closed group that hides it).
    public void reveal(long id) {
        getGraph().findVisible(id)
                .ifPresent(placed -> viewport.set(viewport.get().reveal(placed.bounds(), FIT_MARGIN)));
    }

    /// Selects exactly these boxes.
    public void select(Collection<Long> ids) {
        Set<Long> wanted = Set.copyOf(ids);
        selection.retainAll(wanted);
        selection.addAll(wanted);
    }

    /// The innermost box at a point of this control that a click acts on: an open group only in its header.
    public Optional<PlacedBox> boxAt(double x, double y) {
        Viewport now = viewport.get();
        double sceneX = now.toSceneX(x);
        double sceneY = now.toSceneY(y);
        return getGraph().boxAt(sceneX, sceneY).filter(placed -> !placed.open() || isInHeader(placed, sceneY));
    }

    /// Where a visible box is drawn, in this control's coordinates; empty when it is not in the scene.
    public Optional<Bounds> boundsInView(long id) {
        return getGraph().find(id).map(placed -> {
            Rect rect = viewport.get().toView(placed.bounds());
            return new BoundingBox(rect.x(), rect.y(), rect.w(), rect.h());
        });
    }

    /// Where a visible box is drawn, in the coordinates of the JavaFX scene.
    public Optional<Bounds> boundsInScene(long id) {
        return boundsInView(id).map(this::localToScene);
    }

    /// What is painted now; the same picture can be exported.
    public Picture picture() {
        return new Picture(getGraph(), style(), paintedMarks(), highlights());
    }

    PaintStyle style() {
        Palette palette = theme.get().palette();
        Legend shown = legend.get();
        return new PaintStyle(
                palette, shown == null ? palette.sequential() : shown.scale().apply(palette), range.get());
    }

    BandAnswer judge(List<PlacedBox> touched) {
        return bandJudge.apply(touched);
    }

    void toggle(long id, boolean deep) {
        onToggle.accept(id, deep);
    }

    void hover(@Nullable PlacedBox box) {
        hovered.set(box);
    }

    void focusOn(@Nullable PlacedBox box) {
        focusedBox.set(box);
    }

    /// Selects what a click on a box selects.
    void click(PlacedBox box, boolean add) {
        focusOn(box);
        if (!add) {
            select(Set.of(box.id()));
        } else if (!selection.remove(box.id())) {
            selection.add(box.id());
        }
        selected();
    }

    /// Tells that the user has changed the selection.
    void selected() {
        onSelect.accept(Set.copyOf(selection));
    }

    /// Ends a rubber band that is being dragged; says whether there was one.
    boolean cancelBand() {
        boolean active = band.isActive();
        if (active) {
            band.cancel();
        }
        return active;
    }

    void repaint() {
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        Viewport now = viewport.get();
        if (now.width() != width || now.height() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            viewport.set(now.resize(width, height));
        }
        if (firstView && !getGraph().boxes().isEmpty()) {
            firstView = false;
            viewport.set(FirstView.of(getGraph(), viewport.get()));
        }
        painter.paint(canvas.getGraphicsContext2D(), picture(), viewport.get());
        floating.layout(width, height);
    }

    private void fit(Rect target) {
        viewport.set(viewport.get().fit(target, FIT_MARGIN, 1));
    }

    private void replaced(GraphScene before, GraphScene after) {
        firstView |= before.boxes().isEmpty();
        hovered.set(null);
        PlacedBox focus = focusedBox.get();
        focusedBox.set(focus == null ? null : after.find(focus.id()).orElse(null));
        repaint();
    }

    private void focused(@Nullable PlacedBox box) {
        setAccessibleText(box == null ? "" : accessibleText(box));
        repaint();
    }

    private String accessibleText(PlacedBox box) {
        String mark = marks.get().of(box.id()).accessibleText();
        String state = selection.contains(box.id()) ? ", selected" : "";
        return box.box().accessibleText() + (mark.isEmpty() ? "" : ", " + mark) + state;
    }

    private Marks paintedMarks() {
        Map<Long, Mark> refused = new HashMap<>();
        band.answerProperty().get().refused().forEach((id, reason) -> refused.put(id, Mark.refused(reason)));
        return refused.isEmpty() ? marks.get() : marks.get().plus(Marks.of(refused));
    }

    private Highlights highlights() {
        PlacedBox over = hovered.get();
        PlacedBox focus = isFocusVisible() ? focusedBox.get() : null;
        Set<Long> shown = band.isActive() ? band.answerProperty().get().accepted() : selection;
        return new Highlights(shown, over == null ? lit : Long.valueOf(over.id()), focus == null ? null : focus.id());
    }

    private static boolean isInHeader(PlacedBox placed, double sceneY) {
        return sceneY < placed.bounds().y() + (placed.kind() == BoxKind.STAGE ? 28 : 22);
    }
}
