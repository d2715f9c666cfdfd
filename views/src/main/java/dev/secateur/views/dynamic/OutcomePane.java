package dev.secateur.views.dynamic;

import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.dynamicslimming.DynamicReport;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.text.Figures;

/// What came of a run: costs, accuracies of the exports, levels, times.
final class OutcomePane extends BorderPane {

    private final VBox content = new VBox();

    OutcomePane() {
        setId("dynamic-outcome");
        content.getStyleClass().add("dynamic-outcome");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setTop(new PaneHeader("Outcome"));
        setCenter(scroll);
        getStyleClass().add("dynamic-right");
    }

    void show(DynamicReport report) {
        content.getChildren().clear();
        DynamicReport.Outcome outcome = report.outcome();
        if (outcome == null) {
            content.getChildren().add(new Note(Tone.INFO, "The training runs; costs and exports follow it."));
            return;
        }
        DynamicReport.Costs costs = report.costs();
        if (costs != null) {
            heading("Multiply-accumulates");
            row("mean of the dense", Figures.percent(costs.mean()));
            row("asked for", Figures.percent(1 - report.rate()));
            if (Double.isFinite(costs.surest())) {
                row("surest tenth", Figures.percent(costs.surest()));
                row("least sure tenth", Figures.percent(costs.leastSure()));
            }
            row("predictor", Figures.percent(outcome.predictorMacs()));
        }
        heading("Accuracy, " + (outcome.heldOut() == 0
                ? "no pictures held out"
                : Figures.plural(outcome.heldOut(), "picture") + " held out"));
        accuracy("before", outcome.before());
        accuracy(report.gate().equals("static") ? "after the cut" : "masked export", outcome.masked());
        accuracy("level export", outcome.levels());
        levels(report, outcome);
        if (outcome.unused() > 0) {
            row("channels gone for good", Figures.count(outcome.unused()));
        }
        content.getChildren().add(new Note(Tone.INFO, report.note()));
    }

    private void levels(DynamicReport report, DynamicReport.Outcome outcome) {
        if (!report.levels().isEmpty()) {
            heading("Levels");
        }
        for (int i = 0; i < report.levels().size(); i++) {
            DynamicReport.LevelReport level = report.levels().get(i);
            row("level " + (i + 1) + ", " + Figures.percent(level.part()) + " of pictures",
                    Figures.percent(level.share()) + " of MACs");
            Label label = new Label(
                    "widths " + level.widths().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            label.getStyleClass().add("pane-fact");
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            content.getChildren().add(label);
        }
        DynamicReport.Times times = outcome.times();
        if (times != null) {
            heading("Time of one picture");
            row("dense, ms", Figures.modelMs(times.denseMs()));
            row("level export, ms", Figures.modelMs(times.levelMs()));
            row("faster", Figures.ratio(times.faster()) + " (" + Figures.decimal(times.low(), 2) + " to "
                    + Figures.decimal(times.high(), 2) + ")");
        }
    }

    private void accuracy(String name, @Nullable Double accuracy) {
        if (accuracy != null) {
            row(name, Figures.percent(accuracy));
        }
    }

    private void heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-heading");
        label.setWrapText(true);
        content.getChildren().add(label);
    }

    private void row(String name, String value) {
        Label label = new Label(name);
        label.getStyleClass().add("pane-fact");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label number = new Label(value);
        number.getStyleClass().add("dynamic-number");
        number.setMinWidth(USE_PREF_SIZE);
        content.getChildren().add(new HBox(8, label, gap, number));
    }
}
