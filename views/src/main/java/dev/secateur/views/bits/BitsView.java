package dev.secateur.views.bits;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.Selection;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The heatmap of layers by widths, the widths chosen, and the button that quantises so.
public final class BitsView extends BorderPane {

    private static final double LEGEND_WIDTH = 130;
    private static final double LEGEND_HEIGHT = 10;

    private final BitsViewModel model;
    private final PoliciesViewModel policies;
    private final SearchCurve curve;
    private final ObjectProperty<Theme> theme;
    private final BitsGrid grid;
    private final ScrollPane scroll;
    private final Rectangle gradient = new Rectangle(LEGEND_WIDTH, LEGEND_HEIGHT);
    private final Label low = small("bits-legend");
    private final Label high = small("bits-legend");
    private final Label legendTitle = small("bits-legend-title");
    private final Label totals = small("pane-fact");
    private final HBox legend = new HBox(6, legendTitle, low, gradient, high);
    private final HBox footer = new HBox();

    public BitsView(BitsViewModel model, PoliciesViewModel policies, ObjectProperty<Theme> theme,
            ObservableValue<Selection> selection) {
        this.model = model;
        this.policies = policies;
        this.theme = theme;
        this.curve = new SearchCurve(theme);
        setId("bits-view");
        getStyleClass().add("bits-view");
        getStylesheets().add(Objects.requireNonNull(BitsView.class.getResource("bits.css")).toExternalForm());
        grid = new BitsGrid(model, policies, theme);
        scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("pane-scroll");
        setTop(new VBox(header(), new PolicyMenu(policies, () -> grid).node()));
        setBottom(new VBox(curve, footer()));
        model.activeProperty().bind(visibleProperty());
        policies.columnsProperty().addListener(o -> refresh());
        policies.hardwareProperty().addListener(o -> refresh());
        policies.reportProperty().addListener(o -> curve.show(policies.reportProperty().get()));
        model.measureProperty().addListener(o -> refresh());
        model.ofWeightsProperty().addListener(o -> refresh());
        model.refusalProperty().addListener(o -> refresh());
        theme.addListener(o -> refresh());
        selection.addListener(o -> grid.refresh());
        refresh();
    }

    private PaneHeader header() {
        PaneHeader header = new PaneHeader("Bit widths");
        header.factProperty().bind(model.factProperty());
        ToggleGroup group = new ToggleGroup();
        ToggleButton weights = toggle("Weights", group, true);
        ToggleButton activations = toggle("Activations", group, false);
        weights.getStyleClass().add("left-pill");
        activations.getStyleClass().add("right-pill");
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            } else {
                model.ofWeightsProperty().set(is == weights);
            }
        });
        ComboBox<Measure> measure = new ComboBox<>();
        measure.getItems().setAll(Measure.values());
        measure.setId("bits-measure");
        measure.getStyleClass().add("small");
        measure.setAccessibleText("What the colours tell");
        measure.valueProperty().bindBidirectional(model.measureProperty());
        Button start = new Button();
        start.setId("bits-start");
        start.getStyleClass().addAll("small", "accent");
        start.textProperty().bind(javafx.beans.binding.Bindings.when(model.measuringProperty()).then("Stop")
                .otherwise("Measure sensitivity"));
        start.disableProperty().bind(javafx.beans.binding.Bindings
                .createBooleanBinding(() -> model.rowsProperty().get().isEmpty(), model.rowsProperty()));
        start.setOnAction(e -> {
            if (model.measuringProperty().get()) {
                model.stop();
            } else {
                model.measure();
            }
        });
        HBox kinds = new HBox(weights, activations);
        kinds.setAlignment(Pos.CENTER);
        header.options().addAll(kinds, measure, start);
        return header;
    }

    private static ToggleButton toggle(String text, ToggleGroup group, boolean selected) {
        ToggleButton button = new ToggleButton(text);
        button.setId("bits-" + text.toLowerCase(java.util.Locale.ROOT));
        button.getStyleClass().add("small");
        button.setToggleGroup(group);
        button.setSelected(selected);
        return button;
    }

    private static Label small(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setMinWidth(0);
        return label;
    }

    private HBox footer() {
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.setMinWidth(USE_PREF_SIZE);
        gradient.setArcWidth(3);
        gradient.setArcHeight(3);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button apply = new Button("Quantise", Icon.CHECK.at(14));
        apply.setId("bits-apply");
        apply.getStyleClass().addAll("small", "accent");
        apply.setMinWidth(USE_PREF_SIZE);
        apply.setTooltip(new Tooltip("Make a version with the chosen bits, by post-training quantisation"));
        apply.setOnAction(e -> model.apply());
        footer.getStyleClass().add("bits-footer");
        footer.getChildren().setAll(legend, space, totals, apply);
        return footer;
    }

    private void refresh() {
        boolean empty = model.rowsProperty().get().isEmpty();
        footer.setVisible(!empty);
        footer.setManaged(!empty);
        if (empty) {
            String why = model.refusalProperty().get();
            setCenter(
                    new EmptyState(Icon.BITS, why.isEmpty() ? "Open a model to choose the bits of its layers." : why));
            return;
        }
        Node shown = scroll;
        setCenter(shown);
        grid.refresh();
        totals.setText(model.totals());
        totals.setTooltip(new Tooltip("Weights of all layers: float32, as the file stores them"
                + ", and if each took just its bits"));
        List<Double> extremes = model.extremes();
        legend.setVisible(!extremes.isEmpty());
        if (!extremes.isEmpty()) {
            Measure measure = model.measureProperty().get();
            legendTitle.setText(measure.title());
            gradient.setFill(theme.get().palette().loss().gradient());
            double from = extremes.getFirst();
            double to = extremes.getLast();
            low.setText(measure.text(measure.at(0, from, to)));
            high.setText(measure.text(measure.at(1, from, to)));
        }
    }
}
