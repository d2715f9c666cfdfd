package dev.secateur.views.canvas;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
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
import dev.secateur.views.canvas.model.Route;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.paint.ScenePainter.Picture;

/// Shows a [GraphScene] and lets the user move about in it, select and open.
///
/// Gestures: drag or wheel pans, Ctrl+wheel and pinch zoom at the pointer, click selects, Shift+click adds, Shift+drag
/// selects with a rubber band, double-click asks to open or close a group (Alt: with all inside). Keys: Space fits all or
/// the selection, Shift+Backspace is 100 %, Ctrl+A selects all, Esc clears, arrows move along the edges, Enter is a
/// double-click, + and - zoom.
public final class GraphCanvas extends Region {
    /// How near to an edge the pointer is on it, px.
    private static final String UNFOCUSED = "The network as a graph; arrows go along its edges";
    private static final double EDGE_REACH = 5;

    private final Canvas canvas = new Canvas();
    private final ScenePainter painter = new ScenePainter();
    private final CanvasLook look = new CanvasLook();
    private final Camera camera = new Camera();
    private final Pointing pointing = new Pointing();
    private final ObjectProperty<GraphScene> graph = new SimpleObjectProperty<>(this, "graph", GraphScene.EMPTY);
    private final ObservableSet<Long> selection = FXCollections.observableSet(new LinkedHashSet<>());
    private final RubberBand band;
    private final HoverTip tip = new HoverTip();
    private final Floating floating;
    private BiConsumer<Long, Boolean> onToggle = (id, deep) -> {};
    private LongPredicate canToggle = id -> getGraph().diagram().canOpen(id);
    private Function<List<PlacedBox>, BandAnswer> bandJudge = touched -> BandAnswer
            .all(touched.stream().map(PlacedBox::id).collect(Collectors.toSet()));
    private Consumer<Set<Long>> onSelect = ids -> {};

    public GraphCanvas() {
        getStyleClass().add("graph-canvas");
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleRoleDescription("graph");
        setAccessibleText(UNFOCUSED);
        setFocusTraversable(true);
        canvas.setMouseTransparent(true);
        band = new RubberBand(this);
        floating = new Floating(this);
        getChildren().addAll(canvas, band.node(), tip.node());
        getChildren().addAll(floating.nodes());
        new CanvasGestures(this, band).install();
        new CanvasKeys(this).install();
        graph.addListener((o, before, after) -> replaced(before, after));
        look.painted().forEach(painted -> painted.addListener(o -> repaint()));
        camera.viewportProperty().addListener(o -> repaint());
        pointing.hoveredProperty().addListener(o -> repaint());
        pointing.edgeProperty().addListener(o -> repaint());
        pointing.focusedProperty().addListener((o, before, after) -> focused(after));
        selection.addListener((SetChangeListener<Long>) change -> focused(pointing.focusedProperty().get()));
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
        GraphScene before = getGraph();
        graph.set(scene);
        camera.follow(anchor, before, scene);
    }

    /// Theme, colours, marks and floating panes.
    public CanvasLook look() {
        return look;
    }

    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return camera.viewportProperty();
    }

    public Viewport getViewport() {
        return camera.now();
    }

    /// Moves or zooms; the view's size is kept.
    public void setViewport(Viewport target) {
        camera.resize(getWidth(), getHeight());
        camera.set(target);
    }

    /// Brings the next scene into view as if it were the first.
    public void forgetView() {
        camera.forget();
        repaint();
    }

    /// The box under the pointer, null when there is none.
    public ReadOnlyObjectProperty<@Nullable PlacedBox> hoveredProperty() {
        return pointing.hoveredProperty();
    }

    /// The edge under the pointer, null when there is none or a box is nearer.
    public ReadOnlyObjectProperty<@Nullable Route> hoveredEdgeProperty() {
        return pointing.edgeProperty();
    }

    /// The box that keys act on, null before one was chosen.
    public ReadOnlyObjectProperty<@Nullable PlacedBox> focusedBoxProperty() {
        return pointing.focusedProperty();
    }

    /// Ids of the selected boxes; may be changed from outside. Ids that are not visible are kept.
    public ObservableSet<Long> selection() {
        return selection;
    }

    /// Called with a box's id when it is to be opened or closed, and whether with all groups inside.
    public void setOnToggle(BiConsumer<Long, Boolean> handler) {
        onToggle = handler;
    }

    /// Decides which boxes a double-click or Enter opens; by default the groups that hold boxes.
    public void setCanToggle(LongPredicate test) {
        canToggle = test;
    }

    /// Called once with all selected ids after a gesture or a key of the user has changed them.
    public void setOnSelect(Consumer<Set<Long>> handler) {
        onSelect = handler;
    }

    /// True while a rubber band is drawn.
    public ReadOnlyBooleanProperty bandActiveProperty() {
        return band.activeProperty();
    }

    /// Lights boxes as if the pointer were on them, for links with other views.
    public void light(Set<Long> ids) {
        if (pointing.light(ids)) {
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
        camera.fit(target.orElse(getGraph().bounds()));
    }

    /// Brings everything into view.
    public void fitAll() {
        camera.fit(getGraph().bounds());
    }

    /// Zooms to 100 % around the middle of the view.
    public void zoomToActualSize() {
        camera.zoomTo(1);
    }

    /// Zooms around the middle of the view.
    public void zoomBy(double factor) {
        camera.zoomTo(camera.now().zoom() * factor);
    }

    /// Scrolls as little as needed to show a box (or the closed group that hides it).
    public void reveal(long id) {
        getGraph().findVisible(id).ifPresent(placed -> camera.reveal(placed.bounds()));
    }

    /// Selects exactly these boxes.
    public void select(Collection<Long> ids) {
        Set<Long> wanted = Set.copyOf(ids);
        selection.retainAll(wanted);
        selection.addAll(wanted);
    }

    /// The innermost box at a point of this control that a click acts on: an open group only in its header.
    public Optional<PlacedBox> boxAt(double x, double y) {
        double sceneX = camera.now().toSceneX(x);
        double sceneY = camera.now().toSceneY(y);
        return getGraph().boxAt(sceneX, sceneY).filter(placed -> !placed.open() || isInHeader(placed, sceneY));
    }

    /// The edge at a point of this control, where no box is in the way.
    public Optional<Route> edgeAt(double x, double y) {
        Viewport now = camera.now();
        return boxAt(x, y).isPresent()
                ? Optional.empty()
                : getGraph().routeAt(now.toSceneX(x), now.toSceneY(y), EDGE_REACH / now.zoom());
    }

    /// Where a visible box is drawn, in this control's coordinates; empty when it is not in the scene.
    public Optional<Bounds> boundsInView(long id) {
        return getGraph().find(id).map(placed -> {
            Rect rect = camera.now().toView(placed.bounds());
            return new BoundingBox(rect.x(), rect.y(), rect.w(), rect.h());
        });
    }

    /// Where a visible box is drawn, in the coordinates of the JavaFX scene.
    public Optional<Bounds> boundsInScene(long id) {
        return boundsInView(id).map(this::localToScene);
    }

    /// What is painted now; the same picture can be exported.
    public Picture picture() {
        Set<Long> shown = band.isActive() ? band.answerProperty().get().accepted() : selection;
        return new Picture(getGraph(), look.style(), paintedMarks(),
                pointing.highlights(shown, isFocusVisible()));
    }

    BandAnswer judge(List<PlacedBox> touched) {
        return bandJudge.apply(touched);
    }

    boolean canToggle(long id) {
        return canToggle.test(id);
    }

    void toggle(long id, boolean deep) {
        onToggle.accept(id, deep);
    }

    /// The pointer is at a point of this control, or (NaN) nowhere.
    void point(double x, double y) {
        if (Double.isNaN(x)) {
            pointing.hover(null, null);
            tip.hide();
        } else {
            pointing.hover(boxAt(x, y).orElse(null), edgeAt(x, y).orElse(null));
            tip.show(pointing.said(camera.now().toSceneY(y)), x, y, this);
        }
    }

    void focusOn(@Nullable PlacedBox box) {
        pointing.focus(box);
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
        canvas.setWidth(width);
        canvas.setHeight(height);
        camera.resize(width, height);
        camera.meet(getGraph());
        Picture picture = picture();
        painter.paint(canvas.getGraphicsContext2D(), picture, camera.now());
        floating.layout(width, height, picture);
    }

    private void replaced(GraphScene before, GraphScene after) {
        if (before.boxes().isEmpty()) {
            camera.forget();
        }
        pointing.replaced(after);
        tip.hide();
        repaint();
    }

    private void focused(@Nullable PlacedBox box) {
        setAccessibleText(box == null ? UNFOCUSED : accessibleText(box));
        repaint();
    }

    private String accessibleText(PlacedBox box) {
        String mark = look.marksProperty().get().of(box.id()).accessibleText();
        String state = selection.contains(box.id()) ? ", selected" : "";
        String group = box.kind().isGroup() ? box.open() ? ", open" : ", closed" : "";
        return box.box().accessibleText() + group + (mark.isEmpty() ? "" : ", " + mark) + state;
    }

    private Marks paintedMarks() {
        Map<Long, Mark> refused = new HashMap<>();
        band.answerProperty().get().refused().forEach((id, reason) -> refused.put(id, Mark.refused(reason)));
        Marks marks = look.marksProperty().get();
        return refused.isEmpty() ? marks : marks.plus(Marks.of(refused));
    }

    private static boolean isInHeader(PlacedBox placed, double sceneY) {
        return sceneY < placed.bounds().y() + (placed.kind() == BoxKind.STAGE ? 28 : 22);
    }
}
