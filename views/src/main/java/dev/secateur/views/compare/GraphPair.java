package dev.secateur.views.compare;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.session.Version;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// Two graphs beside each other that scroll and zoom together, with what they come to below.
final class GraphPair extends VBox {

    private static final double LEAST_ZOOM = 0.62;
    private static final double MOST_ZOOM = 0.8;
    private static final double MARGIN = 8;
    /// What the marks say stands at the right of the boxes, in the graph's own units.
    private static final double NOTES = 96;
    /// Zoom buttons at the right edge, px.
    private static final double BUTTONS = 56;

    private final PairViewModel model;
    private final GraphCanvas first = new GraphCanvas();
    private final GraphCanvas second = new GraphCanvas();
    private final Label firstTitle = title();
    private final Label secondTitle = title();
    private final Label firstTime = time();
    private final Label secondTime = time();
    private final HBox totals = new HBox();
    private boolean following;
    private boolean isPlaced;
    private boolean isPlacing;

    GraphPair(PairViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        first.setId("compare-first");
        second.setId("compare-second");
        first.setAccessibleText("Graph of the first version");
        second.setAccessibleText("Graph of the second version");
        for (GraphCanvas canvas : List.of(first, second)) {
            canvas.look().themeProperty().bind(theme);
            canvas.look().minimapShownProperty().set(false);
            canvas.look().legendShownProperty().set(false);
            canvas.setMinSize(0, 0);
        }
        first.setOnToggle((box, deep) -> model.toggle(true, box));
        second.setOnToggle((box, deep) -> model.toggle(false, box));
        first.viewportProperty().addListener((o, was, is) -> {
            Compared compared = model.comparedProperty().get();
            if (was.width() == is.width()) {
                // Moved by the user, or as the other graph was: from now on it stays where it is.
                isPlaced &= isPlacing;
            } else if (isPlaced && compared != null) {
                place(compared);
            }
            follow(first.getViewport(), true);
        });
        second.viewportProperty().addListener((o, was, is) -> {
            boolean resized = was.width() != is.width() || was.height() != is.height();
            follow(resized ? first.getViewport() : is, resized);
        });
        Region divider = new Region();
        divider.getStyleClass().add("pair-divider");
        HBox both = new HBox(side(firstTitle, firstTime, first), divider, side(secondTitle, secondTime, second));
        VBox.setVgrow(both, Priority.ALWAYS);
        totals.getStyleClass().add("pair-totals");
        getChildren().addAll(both, totals);
        setMinSize(0, 0);
    }

    private static Label title() {
        Label label = new Label();
        label.getStyleClass().add("semibold");
        label.setMinWidth(0);
        return label;
    }

    private static Label time() {
        Label label = new Label();
        label.getStyleClass().addAll("mono", "muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static VBox side(Label title, Label time, GraphCanvas canvas) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, time);
        head.getStyleClass().add("pair-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(canvas, Priority.ALWAYS);
        VBox side = new VBox(head, canvas);
        side.setMinWidth(0);
        side.setPrefWidth(200);
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    /// Shows what was compared.
    void show(Compared compared, boolean anew) {
        Compared.Scenes scenes = compared.scenes();
        following = true;
        if (anew) {
            first.setGraph(GraphScene.EMPTY);
            second.setGraph(GraphScene.EMPTY);
        }
        set(first, scenes.first(), scenes.firstMarks());
        set(second, scenes.second(), scenes.secondMarks());
        following = false;
        tell(compared);
        if (anew) {
            place(compared);
        }
        follow(first.getViewport(), true);
    }

    private void place(Compared compared) {
        isPlaced = true;
        if (first.getWidth() > 0) {
            isPlacing = true;
            first.setViewport(readable(compared.scenes().first().scene(), first.getViewport()));
            isPlacing = false;
        }
    }

    /// From its top on, and no smaller than can be read: the whole of a deep network would be too small.
    private static Viewport readable(GraphScene scene, Viewport now) {
        Rect bounds = scene.bounds();
        double wanted = bounds.w() + NOTES;
        double room = now.width() - 2 * MARGIN - BUTTONS;
        double zoom = Math.clamp(room / wanted, LEAST_ZOOM, MOST_ZOOM);
        double left = wanted * zoom <= room + 1
                ? bounds.x() - (MARGIN + (room - wanted * zoom) / 2) / zoom
                : bounds.centerX() - now.width() / 2 / zoom;
        return new Viewport(left, bounds.y(), zoom, now.width(), now.height());
    }

    private static void set(GraphCanvas canvas, Side side, Marks marks) {
        canvas.setCanToggle(box -> side.partOfBox().containsKey(box));
        canvas.setGraph(side.scene());
        canvas.look().marksProperty().set(marks);
    }

    /// Moves the other graph so that the same nodes stand beside each other.
    private void follow(Viewport now, boolean isFirst) {
        Compared compared = model.comparedProperty().get();
        if (following || compared == null || now.width() <= 0) {
            return;
        }
        Compared.Scenes scenes = compared.scenes();
        GraphCanvas other = isFirst ? second : first;
        Rect from = (isFirst ? scenes.first() : scenes.second()).scene().bounds();
        Rect to = (isFirst ? scenes.second() : scenes.first()).scene().bounds();
        Rect seen = now.visible();
        double middle = isFirst
                ? scenes.anchors().toSecond(seen.centerY())
                : scenes.anchors().toFirst(seen.centerY());
        double across = to.centerX() + seen.centerX() - from.centerX();
        following = true;
        other.setViewport(new Viewport(across - other.getWidth() / 2 / now.zoom(),
                middle - other.getHeight() / 2 / now.zoom(), now.zoom(), other.getWidth(), other.getHeight()));
        following = false;
    }

    /// Figures, which may become known later than the graphs.
    void tell(Compared compared) {
        Version a = compared.pair().first();
        Version b = compared.pair().second();
        firstTitle.setText(a.name() + " " + a.label());
        secondTitle.setText(b.name() + " " + b.label());
        firstTime.setText(model.timeOf(a));
        secondTime.setText(model.timeOf(b));
        Costs before = compared.first().costs();
        Costs after = compared.second().costs();
        totals.getChildren().setAll(
                cell("Top-1", model.top1Of(b), model.top1Of(a)),
                cell("Time", model.timeOf(b), model.timeOf(a)),
                cell("Parameters", Figures.count(after.parameters()),
                        Figures.change(before.parameters(), after.parameters())),
                cell("MACs", Figures.large(after.macs()), Figures.change(before.macs(), after.macs())),
                cell("Conv layers", Figures.count(convolutions(b.graph())),
                        Figures.difference(convolutions(a.graph()), convolutions(b.graph()))));
    }

    private static long convolutions(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op().family() == OpFamily.CONVOLUTION).count();
    }

    private static VBox cell(String name, String value, @Nullable String below) {
        Label title = new Label(name);
        title.getStyleClass().add("muted");
        Label figure = new Label(value.isEmpty() ? Figures.UNKNOWN : value);
        figure.getStyleClass().add("pair-figure");
        Label change = new Label(below == null || below.isEmpty() ? Figures.UNKNOWN : below);
        change.getStyleClass().addAll("mono", "muted");
        if (name.equals("Top-1") || name.equals("Time")) {
            change.setText("was " + change.getText());
        }
        VBox cell = new VBox(2, title, figure, change);
        cell.getStyleClass().add("pair-cell");
        cell.setMinWidth(0);
        HBox.setHgrow(cell, Priority.ALWAYS);
        cell.setPrefWidth(100);
        return cell;
    }
}
