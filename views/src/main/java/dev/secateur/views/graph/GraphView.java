package dev.secateur.views.graph;

import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Words;
import dev.secateur.views.outline.Item;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The graph in the middle: header with colours and arrangement, the canvas, and the bar that floats while something is
/// selected.
public final class GraphView extends BorderPane {

    /// What the overview at the left and the buttons at the right take of the lower edge.
    private static final double BESIDE_MAP = 240;
    private static final double BESIDE_BUTTONS = 64;

    private final Models models;
    private final GraphCanvas canvas = new GraphCanvas();
    private final StackPane body = new StackPane();
    private final SelectionBar bar;
    private Runnable onPreview = () -> {};
    private Node placeholder = new EmptyState(Icon.GRAPH, "Open a model to see its graph.");

    /// The view models of this view.
    public record Models(GraphViewModel graph, SelectionViewModel selection, SearchViewModel search) {}

    public GraphView(Models models, ObservableValue<Theme> theme) {
        this.models = models;
        this.bar = new SelectionBar(models.selection(), this::preview, this::clear);
        getStyleClass().add("graph-view");
        getStylesheets().add(stylesheet());
        canvas.setId("graph");
        canvas.look().themeProperty().bind(theme);
        Breadcrumb way = new Breadcrumb(models.graph().places());
        body.getChildren().addAll(canvas, bar, way);
        StackPane.setAlignment(way, Pos.TOP_LEFT);
        StackPane.setMargin(way, new Insets(16));
        StackPane.setAlignment(bar, Pos.BOTTOM_CENTER);
        StackPane.setMargin(bar, new Insets(0, BESIDE_BUTTONS, 0, BESIDE_MAP));
        setTop(header());
        setCenter(body);
        link();
        show(models.graph().shown());
    }

    private static String stylesheet() {
        return java.util.Objects.requireNonNull(GraphView.class.getResource("graph.css")).toExternalForm();
    }

    /// The canvas, for zooming, fitting and pictures.
    public GraphCanvas canvas() {
        return canvas;
    }

    /// What *Preview* and Enter do while blocks are selected that can be merged.
    public void setOnPreview(Runnable action) {
        onPreview = action;
    }

    /// What is shown while no model is open.
    public void setPlaceholder(Node node) {
        body.getChildren().remove(placeholder);
        placeholder = node;
        show(models.graph().shown());
    }

    private PaneHeader header() {
        PaneHeader header = new PaneHeader("Graph");
        header.factProperty().bind(models.graph().factProperty());
        Label colourBy = new Label("Colour by");
        colourBy.getStyleClass().addAll("secondary", "muted");
        colourBy.setMinWidth(USE_PREF_SIZE);
        ComboBox<ColourBy> colours = new ComboBox<>();
        colours.getItems().setAll(ColourBy.values());
        colours.valueProperty().bindBidirectional(models.graph().colourByProperty());
        colours.getStyleClass().add("small");
        colours.setId("colour-by");
        colours.setAccessibleText("Colour by");
        colourBy.setLabelFor(colours);
        ComboBox<Arrangement> arrangements = new ComboBox<>();
        arrangements.getItems().setAll(Arrangement.values());
        arrangements.setConverter(Words.of(GraphView::word));
        arrangements.valueProperty().bindBidirectional(models.graph().arrangementProperty());
        arrangements.getStyleClass().add("small");
        arrangements.setAccessibleText("Arrangement");
        ToggleButton map = new ToggleButton("", Icon.MAP.at(16));
        map.getStyleClass().addAll("icon-button", "small");
        map.setTooltip(new Tooltip("Overview and legend"));
        map.setAccessibleText("Overview and legend");
        map.setSelected(true);
        canvas.look().minimapShownProperty().bind(map.selectedProperty());
        canvas.look().legendShownProperty().bind(map.selectedProperty());
        header.options().addAll(colourBy, colours, arrangements, map);
        return header;
    }

    private static String word(Arrangement value) {
        return switch (value) {
            case COLUMNS -> "Columns";
            case ONE_COLUMN -> "One column";
            case LEFT_TO_RIGHT -> "Left to right";
        };
    }

    private void link() {
        GraphViewModel graph = models.graph();
        SelectionViewModel selection = models.selection();
        graph.viewHeightProperty().bind(canvas.heightProperty());
        graph.shownProperty().addListener((o, was, is) -> show(is));
        graph.factProperty().addListener((o, was, is) -> show(graph.shown()));
        canvas.look().legendProperty().bind(graph.legendProperty());
        canvas.setOnToggle(graph::activate);
        canvas.setCanToggle(graph::canActivate);
        canvas.setBandJudge(touched -> selection.judge(touched.stream().map(PlacedBox::id).toList()));
        canvas.bandActiveProperty().addListener((o, was, is) -> {
            if (!is) {
                selection.bandEnded();
            }
        });
        canvas.setOnSelect(selection::selectBoxes);
        canvas.hoveredProperty().addListener((o, was, is) -> selection.hover(is == null ? null : is.id()));
        selection.boxesProperty().addListener((o, was, is) -> canvas.select(is));
        selection.hoveredProperty().addListener((o, was, is) -> canvas.light(is));
        canvas.look().marksProperty().bind(selection.marksProperty());
        models.search().currentProperty().addListener((o, was, is) -> reveal(is));
        graph.shownProperty().addListener((o, was, is) -> reveal(models.search().currentProperty().get()));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void show(GraphViewModel.Shown shown) {
        canvas.setGraph(shown.scene(), shown.anchor() == Box.NO_PARENT ? middle() : shown.anchor());
        canvas.select(models.selection().boxesProperty().get());
        boolean without = shown.isEmpty() && !models.graph().hasModel();
        if (without != body.getChildren().contains(placeholder)) {
            if (without) {
                body.getChildren().add(placeholder);
            } else {
                body.getChildren().remove(placeholder);
            }
        }
        canvas.setVisible(!shown.isEmpty());
    }

    /// The box nearest to the middle of the view, which stays in its place when everything else moves.
    private long middle() {
        Rect visible = canvas.getViewport().visible();
        return canvas.getGraph().boxesIn(visible).stream().filter(placed -> !placed.open())
                .min(Comparator.comparingDouble(placed -> Math.hypot(
                        placed.bounds().centerX() - visible.centerX(), placed.bounds().centerY() - visible.centerY())))
                .map(PlacedBox::id).orElse(Box.NO_PARENT);
    }

    private void reveal(@org.jspecify.annotations.Nullable Item item) {
        if (item != null) {
            models.graph().shown().picture().box(item).ifPresent(canvas::reveal);
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && models.selection().canPreviewProperty().get()) {
            preview();
            event.consume();
        } else if (event.getCode() == KeyCode.BACK_SPACE && !event.isShiftDown() && models.graph().places().leave()) {
            event.consume();
        }
    }

    private void preview() {
        onPreview.run();
    }

    private void clear() {
        models.selection().clear();
        canvas.requestFocus();
    }
}
