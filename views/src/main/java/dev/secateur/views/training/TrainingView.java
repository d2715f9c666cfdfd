package dev.secateur.views.training;

import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.views.chart.LineChart;
import dev.secateur.views.chart.LineKey;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.form.FormView;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.training.TrainingViewModel.State;

/// The training panel: form at the left, curves and data at the right.
public final class TrainingView extends BorderPane {

    private static final double FORM_WIDTH = 336;
    private static final double CHART_HEIGHT = 190;
    private static final double CHART_WIDTH = 280;

    private final TrainingViewModel model;
    private final LineChart losses = new LineChart("epoch", "loss");
    private final LineChart accuracies = new LineChart("epoch", "right answers, %");
    private final LineChart rates = new LineChart("epoch", "learning rate");
    private final ConfusionPane confusion = new ConfusionPane();
    private final FlowPane pictures = new FlowPane(8, 8);
    private final Label noPictures = new Label();

    /// @param chooseData lets the user choose data
    public TrainingView(TrainingViewModel model, ObjectProperty<Theme> theme, Runnable chooseData) {
        this.model = model;
        setId("training-view");
        getStyleClass().add("training-view");
        getStylesheets().add(Objects.requireNonNull(TrainingView.class.getResource("training.css")).toExternalForm());
        PaneHeader header = new PaneHeader("Training");
        header.factProperty().bind(model.factsProperty());
        setTop(header);
        setLeft(form(chooseData));
        setCenter(scroll(results(theme)));
        model.drawnProperty().addListener(o -> draw());
        model.samples().addListener((InvalidationListener) o -> showSamples());
        model.activeProperty().bind(visibleProperty());
        model.accuracyProperty().addListener(o -> showConfusion());
        draw();
        showSamples();
        showConfusion();
    }

    private static ScrollPane scroll(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        return scroll;
    }

    private BorderPane form(Runnable chooseData) {
        FormView fields = new FormView(model.form());
        fields.getStyleClass().add("training-form");
        BorderPane pane = new BorderPane(scroll(fields));
        pane.setBottom(new VBox(obstacle(chooseData), footer()));
        pane.setPrefWidth(FORM_WIDTH);
        pane.setMinWidth(FORM_WIDTH);
        pane.getStyleClass().add("training-left");
        return pane;
    }

    /// Why nothing can be trained, beside the button that is off because of it.
    private VBox obstacle(Runnable chooseData) {
        VBox place = new VBox();
        place.setId("train-obstacle");
        place.getStyleClass().add("training-obstacle");
        Runnable tell = () -> {
            String why = model.obstacleProperty().get();
            Note note = new Note(Tone.INFO, why);
            if (model.needsDataProperty().get()) {
                note.withLink("Choose data", chooseData);
            }
            place.getChildren().setAll(note);
            place.setVisible(!why.isEmpty());
            place.setManaged(!why.isEmpty());
        };
        model.obstacleProperty().addListener(o -> tell.run());
        model.needsDataProperty().addListener(o -> tell.run());
        tell.run();
        return place;
    }

    private HBox footer() {
        BooleanBinding idle = model.stateProperty().isEqualTo(State.IDLE);
        Button start = new Button("Train", Icon.PLAY.at(14));
        start.setId("train-start");
        start.getStyleClass().add("accent");
        start.setMaxWidth(Double.MAX_VALUE);
        start.disableProperty().bind(model.readyProperty().not());
        start.setOnAction(e -> {
            requestFocus();
            model.start();
        });
        HBox.setHgrow(start, Priority.ALWAYS);
        Button pause = new Button();
        pause.setId("train-pause");
        pause.setMinWidth(USE_PREF_SIZE);
        pause.textProperty().bind(
                Bindings.when(model.stateProperty().isEqualTo(State.PAUSED)).then("Resume").otherwise("Pause"));
        pause.disableProperty().bind(idle.or(model.stateProperty().isEqualTo(State.STOPPING)));
        pause.setOnAction(e -> model.pauseOrResume());
        Button stop = new Button();
        stop.setId("train-stop");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.textProperty().bind(
                Bindings.when(model.stateProperty().isEqualTo(State.STOPPING)).then("Stopping").otherwise("Stop"));
        stop.disableProperty().bind(idle.or(model.stateProperty().isEqualTo(State.STOPPING)));
        stop.setTooltip(new javafx.scene.control.Tooltip("Ends at once and keeps the best weights"));
        stop.setOnAction(e -> model.stop());
        HBox footer = new HBox(start, pause, stop);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }

    private VBox results(ObjectProperty<Theme> theme) {
        FlowPane charts = new FlowPane(8, 12);
        for (VBox chart : List.of(chart("Loss", losses, theme, "training", "held out"),
                chart("Right answers", accuracies, theme, "training", "held out"))) {
            chart.prefWidthProperty().bind(charts.widthProperty().map(w -> columnWidth(w.doubleValue())));
            charts.getChildren().add(chart);
        }
        Button look = new Button("Look again");
        look.setId("train-look");
        look.getStyleClass().add("small");
        look.setOnAction(e -> model.look());
        HBox title = new HBox(8, heading("Data as the network gets it"), look);
        title.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        noPictures.getStyleClass().add("muted");
        noPictures.setWrapText(true);
        noPictures.setMinHeight(USE_PREF_SIZE);
        pictures.setId("train-pictures");
        Button evaluate = new Button("Evaluate");
        evaluate.setId("train-evaluate");
        evaluate.getStyleClass().add("small");
        evaluate.setOnAction(e -> model.evaluate());
        HBox judged = new HBox(8, heading("Confusion"), evaluate);
        judged.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        confusion.themeProperty().bind(theme);
        VBox rated = chart("Learning rate", rates, theme);
        shownWhen(rated, Bindings.createBooleanBinding(() -> model.curves().hasRates(), model.drawnProperty()));
        VBox curves = new VBox(12, charts, rated);
        EmptyState nothing = new EmptyState(Icon.ACTIVITY,
                "Press Train to see loss, right answers and learning rate epoch by epoch.");
        nothing.setMinHeight(CHART_HEIGHT);
        shownWhen(curves, Bindings.createBooleanBinding(() -> !model.curves().isEmpty(), model.drawnProperty()));
        shownWhen(nothing, curves.visibleProperty().not());
        VBox results = new VBox(12, new OfferPane(model), nothing, curves, title,
                noPictures, pictures, judged,
                confusion, new RecordPane(model, heading("Record")));
        results.getStyleClass().add("training-results");
        return results;
    }

    private static void shownWhen(Region region, ObservableBooleanValue condition) {
        region.visibleProperty().bind(condition);
        region.managedProperty().bind(condition);
    }

    private static VBox chart(String title, LineChart chart, ObjectProperty<Theme> theme, String... series) {
        chart.themeProperty().bind(theme);
        chart.setPrefHeight(CHART_HEIGHT);
        chart.setMinHeight(CHART_HEIGHT);
        HBox top = new HBox(12, heading(title));
        top.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        for (int i = 0; i < series.length; i++) {
            top.getChildren().add(new LineKey(series[i], i));
        }
        VBox box = new VBox(4, top, chart);
        return box;
    }

    /// Two charts side by side where there is room for both.
    private static double columnWidth(double width) {
        double half = Math.floor((width - 8) / 2);
        return half >= CHART_WIDTH ? half : width;
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-heading");
        return label;
    }

    private void draw() {
        losses.show(model.curves().losses());
        accuracies.show(model.curves().accuracies());
        rates.show(model.curves().rates());
    }

    private void showConfusion() {
        confusion.show(model.accuracyProperty().get());
    }

    private void showSamples() {
        List<TrainingWork.Sample> samples = model.samples();
        pictures.getChildren().setAll(samples.stream().map(SamplePane::new).toList());
        noPictures.setText(samples.isEmpty()
                ? "Choose data to see a few pictures with the model's answers."
                : SamplePane.fact(samples));
    }
}
