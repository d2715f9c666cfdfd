package dev.secateur.views.depth;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.engine.compress.updp.SearchPlan;
import dev.secateur.engine.compress.updp.Training;
import dev.secateur.engine.compress.updp.UpdpConfig;
import dev.secateur.engine.compress.updp.UpdpReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.component.Words;
import dev.secateur.views.text.Figures;

/// Blocks in order with redundancy, their share of the time and what pruning saves; a budget that proposes a set; pruning with training; and how the
/// training of the present went.
final class SurveyPane extends VBox {

    private static final double CHART_HEIGHT = 170;

    private final SurveyViewModel model;
    private final VBox table = new VBox();
    private final VBox outcome = new VBox();
    private final Label forecast = DepthView.label("", "depth-aside");
    private final Label budget = DepthView.label("0 %", "depth-aside");
    private final Slider slider = new Slider(0, 1, 0);

    SurveyPane(SurveyViewModel model) {
        this.model = model;
        getStyleClass().add("survey-pane");
        setId("depth-survey");
        table.getStyleClass().add("survey-table");
        outcome.getStyleClass().add("survey-outcome");
        forecast.setWrapText(true);
        getChildren().addAll(head(), similarity(), table, outcome);
        model.surveyProperty().addListener((o, was, is) -> adjust());
        model.rowsProperty().addListener((o, was, is) -> fill());
        model.hasDataProperty().addListener((o, was, is) -> fill());
        model.pruningProperty().addListener((o, was, is) -> fill());
        model.reportProperty().addListener((o, was, is) -> tell());
        slider.setId("depth-budget");
        slider.setAccessibleText("Percent less time for one picture");
        slider.valueProperty().addListener((o, was, is) -> budget.setText(Figures.decimal(is.doubleValue(), 0) + " %"));
        slider.valueProperty().addListener((o, was, is) -> model.propose(is.doubleValue()));
        adjust();
        fill();
        tell();
    }

    private Node head() {
        Label title = DepthView.label("Redundancy and time", "section-heading");
        title.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button measure = new Button();
        measure.setId("depth-score");
        measure.setMinWidth(USE_PREF_SIZE);
        measure.textProperty().bind(Bindings.when(model.surveyingProperty()).then("Stop").otherwise("Score and time"));
        measure.setOnAction(event -> {
            if (model.surveyingProperty().get()) {
                model.cancel();
            } else {
                model.measure();
            }
        });
        HBox head = new HBox(title, space, measure);
        head.getStyleClass().add("depth-heading-row");
        return head;
    }

    private Node similarity() {
        ComboBox<SearchPlan.Similarity> choice = new ComboBox<>();
        choice.getStyleClass().add("small");
        choice.getItems().setAll(SearchPlan.Similarity.values());
        choice.setConverter(Words.of(SurveyPane::name));
        choice.valueProperty().bindBidirectional(model.similarityProperty());
        choice.disableProperty().bind(model.surveyingProperty());
        choice.setId("depth-similarity");
        choice.setAccessibleText("How alike what a block reads and makes is measured");
        choice.setTooltip(
                new Tooltip("How alike what a block reads and makes is: mean cosine, or centred kernel alignment"));
        Label question = DepthView.label("Likeness as", "depth-aside");
        HBox line = new HBox(question, choice);
        line.getStyleClass().add("depth-heading-row");
        return line;
    }

    private static String name(SearchPlan.Similarity similarity) {
        return switch (similarity) {
            case COSINE -> "Cosine";
            case CKA -> "CKA";
            case KERNEL_CKA -> "Kernel CKA";
        };
    }

    private void adjust() {
        DepthSurvey survey = model.surveyProperty().get();
        if (survey != null) {
            slider.setMax(Math.max(1, Math.floor(survey.most())));
        }
    }

    private void fill() {
        List<SurveyViewModel.Row> rows = model.rowsProperty().get();
        if (rows.isEmpty()) {
            table.getChildren()
                    .setAll(note("Score and time measures how alike what each block reads and makes is, on the "
                            + "chosen data, and what pruning it saves."));
            return;
        }
        forecast.setText(model.forecast());
        Label question = DepthView.label("Faster by", "depth-aside");
        question.setMinWidth(USE_PREF_SIZE);
        budget.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(slider, Priority.ALWAYS);
        HBox line = new HBox(question, slider, budget);
        line.getStyleClass().add("depth-heading-row");
        table.getChildren().setAll(grid(rows), refused(), line, forecast, prune(), stage());
    }

    private static Label note(String text) {
        Label label = DepthView.label(text, "depth-aside");
        label.setWrapText(true);
        return label;
    }

    private Node grid(List<SurveyViewModel.Row> rows) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("survey-grid");
        ColumnConstraints first = new ColumnConstraints();
        first.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(first);
        String[] titles = {"Block", "Redundancy", "Time", "Pruned"};
        for (int i = 0; i < titles.length; i++) {
            Label title = DepthView.label(titles[i], "depth-aside");
            title.setMinWidth(USE_PREF_SIZE);
            GridPane.setHalignment(title, i == 0 ? HPos.LEFT : HPos.RIGHT);
            grid.add(title, i, 0);
        }
        for (int i = 0; i < rows.size(); i++) {
            SurveyViewModel.Row row = rows.get(i);
            CheckBox box = new CheckBox(row.block());
            box.getStyleClass().add("survey-block");
            box.setSelected(row.selected());
            box.setMinWidth(USE_PREF_SIZE);
            box.setOnAction(event -> model.choose(row.block(), box.isSelected()));
            Label saves = number(row.saves());
            saves.getStyleClass().add(row.helps() ? "verdict-better" : "verdict-worse");
            grid.addRow(2 * i + 1, box, number(row.redundancy()), number(Figures.percent(row.share())), saves);
            grid.add(note(row.form()), 0, 2 * i + 2, titles.length, 1);
        }
        return grid;
    }

    /// The blocks that cannot be chosen here, with their reasons.
    private Node refused() {
        VBox all = new VBox();
        all.getStyleClass().add("survey-refused");
        List<DepthSurvey.Refused> refused = model.refused();
        if (!refused.isEmpty()) {
            all.getChildren().add(DepthView.label(Figures.plural(refused.size(), "block") + " not to choose from",
                    "depth-aside"));
        }
        refused.forEach(r -> all.getChildren().add(note(r.block() + ": " + r.reason())));
        all.setManaged(!refused.isEmpty());
        return all;
    }

    private static Label number(String text) {
        Label label = DepthView.label(text, "survey-number");
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    private Node prune() {
        Training training = UpdpConfig.defaults().training();
        Button prune = new Button("Prune with training");
        prune.setId("depth-prune");
        prune.setMinWidth(USE_PREF_SIZE);
        prune.setDisable(model.chosen().isEmpty() || !model.hasData() || model.pruningProperty().get());
        prune.setOnAction(event -> model.prune());
        Label how = DepthView.label(model.hasData()
                ? Figures.plural(training.epochs(), "epoch") + ", K = "
                        + Figures.decimal(UpdpConfig.defaults().schedule().k(), 0) + "; other settings under Methods"
                : "Choose data first", "depth-aside");
        how.setWrapText(true);
        HBox line = new HBox(prune, how);
        line.getStyleClass().add("depth-heading-row");
        return line;
    }

    private Node stage() {
        Label stage = note("");
        stage.textProperty().bind(model.stageProperty());
        stage.managedProperty().bind(model.stageProperty().isNotEmpty());
        return stage;
    }

    private void tell() {
        UpdpReport report = model.reportProperty().get();
        if (report == null || report.epochs().isEmpty()) {
            outcome.getChildren().clear();
            return;
        }
        List<UpdpReport.EpochReport> epochs = report.epochs();
        double[] xs = epochs.stream().mapToDouble(UpdpReport.EpochReport::epoch).toArray();
        double[] lambda = epochs.stream().mapToDouble(UpdpReport.EpochReport::lambda).toArray();
        double[] taps = epochs.stream().mapToDouble(UpdpReport.EpochReport::taps).toArray();
        double[] accuracy = epochs.stream().mapToDouble(SurveyPane::accuracy).toArray();
        LineChart chart = new LineChart("Epoch", "Fraction");
        chart.setId("depth-curves");
        chart.setPrefHeight(CHART_HEIGHT);
        chart.setMinHeight(CHART_HEIGHT);
        chart.show(List.of(new LineChart.Line("lambda", xs, lambda), new LineChart.Line("outer taps", xs, taps),
                new LineChart.Line("held-out accuracy", xs, accuracy)));
        outcome.getChildren().setAll(note("Pruned " + Figures.plural(report.blocks().size(), "block")
                + " in " + Figures.plural(epochs.size(), "epoch") + "; merging alone changed results by at most "
                + Figures.significant(report.merging().maxRel()) + " of the largest."), chart);
    }

    private static double accuracy(UpdpReport.EpochReport epoch) {
        Double heldOut = epoch.heldOutAccuracy();
        return heldOut == null ? Double.NaN : heldOut;
    }
}
