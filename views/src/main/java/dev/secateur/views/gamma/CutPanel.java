package dev.secateur.views.gamma;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.Change;
import dev.secateur.views.component.ChangeTable;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.form.FormView;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;

/// What is set, what it would cut, and Apply.
final class CutPanel extends BorderPane {

    private static final double LABEL = 136;

    private final GammaViewModel model;
    private final TextField threshold = field("gamma-threshold");
    private final TextField percentile = field("gamma-percentile");
    private final ChangeTable totals = new ChangeTable();
    private final Label verdict = new Label();
    private final Label split = new Label();
    private final VBox notes = new VBox(8);
    private @Nullable WidthAdvice advised;
    private List<String> warned = List.of();
    private final Hyperlink widths = new Hyperlink("Look for slow widths on this machine");
    private final Hyperlink time = new Hyperlink("Time layers to foretell the time");

    CutPanel(GammaViewModel model) {
        this.model = model;
        getStyleClass().add("gamma-panel");
        PaneHeader header = new PaneHeader("Cut");
        header.factProperty().set("channels with small scales");
        setTop(header);
        threshold.setOnAction(e -> read(threshold, value -> model.thresholdProperty().set(Math.max(0, value))));
        percentile.setOnAction(e -> read(percentile, value -> model.setPercentile(value / 100)));
        time.setId("gamma-time");
        time.setOnAction(e -> model.time());
        time.disableProperty().bind(model.timingProperty());
        widths.setId("gamma-widths");
        widths.setOnAction(e -> model.checkWidths());
        widths.disableProperty().bind(model.timingProperty());
        model.adviceProperty().addListener(o -> fill());
        verdict.getStyleClass().add("gamma-verdict");
        split.getStyleClass().add("gamma-aside");
        split.setWrapText(true);
        split.setMinHeight(USE_PREF_SIZE);
        VBox content = new VBox(10, row("Threshold τ", threshold, "|γ|"),
                row("Channels below", percentile, "%"), heading("Live totals"), totals, verdict, split, time, widths,
                notes,
                heading("Floors and fine-tuning"), new FormView(model.form()));
        content.getStyleClass().add("gamma-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setCenter(scroll);
        setBottom(footer());
    }

    private Node footer() {
        Button apply = new Button("Apply cut", Icon.SCISSORS.at(16));
        apply.setId("gamma-apply");
        apply.getStyleClass().add("accent");
        apply.setMaxWidth(Double.MAX_VALUE);
        apply.setOnAction(event -> {
            // The button goes off while it applies; without this the focus would move on to a text field, which keeps Ctrl+Z for itself.
            requestFocus();
            model.apply();
        });
        apply.disableProperty().bind(model.applyingProperty().or(Bindings.createBooleanBinding(
                () -> {
                    GammaCut cut = model.cutProperty().get();
                    return cut == null || cut.going() == 0 || model.form().configProperty().get() == null;
                }, model.cutProperty(), model.form().configProperty())));
        HBox.setHgrow(apply, Priority.ALWAYS);
        HBox footer = new HBox(apply);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }

    private static TextField field(String id) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(6);
        field.getStyleClass().add("mono");
        return field;
    }

    private static HBox row(String text, TextField field, String unit) {
        Label label = new Label(text);
        label.setMinWidth(LABEL);
        label.getStyleClass().add("form-label");
        label.setLabelFor(field);
        field.setAccessibleText(text);
        field.setMinWidth(96);
        field.setMaxWidth(96);
        Label shown = new Label(unit);
        shown.getStyleClass().add("gamma-aside");
        HBox row = new HBox(8, label, field, shown);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("section-heading");
        return heading;
    }

    private interface Taker {
        void take(double value);
    }

    /// What is no number is put back to what holds.
    private void read(TextField field, Taker taker) {
        try {
            double value = Double.parseDouble(field.getText().strip().replace(',', '.'));
            if (Double.isFinite(value)) {
                taker.take(value);
            }
        } catch (NumberFormatException e) {
            field.selectAll();
        }
        fill();
    }

    /// Shows the present cut; nothing without one.
    void fill() {
        GammaScan scan = model.scanProperty().get();
        GammaCut cut = model.cutProperty().get();
        setVisible(cut != null);
        if (scan == null || cut == null) {
            return;
        }
        threshold.setText(Figures.decimal(model.thresholdProperty().get(), 4));
        percentile.setText(Figures.decimal(100 * model.percentile(), 1));
        List<Change> rows = new ArrayList<>();
        rows.add(change("Channels", cut.channels(), cut.channels() - (long) cut.going(), Figures::count));
        rows.add(change("Parameters", scan.before().parameters(), cut.left().parameters(), Figures::large));
        rows.add(change("MACs", scan.before().macs(), cut.left().macs(), Figures::large));
        OptionalDouble before = cut.before();
        OptionalDouble after = cut.after();
        boolean timed = before.isPresent() && after.isPresent();
        if (timed) {
            double ms = before.getAsDouble();
            rows.add(new Change("Time, ms", Figures.modelMs(ms), Figures.modelMs(after.getAsDouble()),
                    Figures.change(ms, after.getAsDouble()), after.getAsDouble() <= ms ? Tone.GOOD : Tone.WARNING));
            double ratio = ms / after.getAsDouble();
            verdict.setText(Figures.ratio(ratio) + (ratio >= 1 ? " faster" : ", slower") + ", predicted");
        } else {
            rows.add(new Change("Time, ms", "", Figures.UNKNOWN, "", Tone.NEUTRAL));
        }
        totals.show(rows);
        verdict.setVisible(timed);
        verdict.setManaged(timed);
        time.setVisible(!timed);
        time.setManaged(!timed);
        split.setText(split(cut, timed));
        fillNotes(cut);
    }

    /// Makes notes anew only where they say something else, because every move of the threshold comes here.
    private void fillNotes(GammaCut cut) {
        WidthAdvice advice = model.adviceProperty().get();
        WidthAdvice present = advice != null && advice.removed().equals(cut.removed()) ? advice : null;
        List<String> warnings = model.warnings();
        if (present == advised && warnings.equals(warned)) {
            return;
        }
        advised = present;
        warned = warnings;
        List<Node> told = new ArrayList<>();
        if (present != null) {
            told.add(told(present));
        }
        warnings.forEach(w -> told.add(new Note(Tone.WARNING, w)));
        notes.getChildren().setAll(told);
    }

    private static Note told(WidthAdvice advice) {
        if (advice.slower().isEmpty()) {
            return new Note(Tone.GOOD, "No width of this cut is slower here than the next multiple of 8.");
        }
        List<String> lines = advice.slower().stream()
                .map(s -> s + ": " + Figures.modelMs(s.ms()) + " against " + Figures.modelMs(s.widerMs()) + " ms")
                .toList();
        return new Note(Tone.WARNING, String.join("\n", lines)
                + "\nTimes of the whole model, foretold. Round to 8 below, or cut with fast widths in the method Network Slimming.");
    }

    private static String split(GammaCut cut, boolean timed) {
        int held = cut.wanted() - cut.going();
        return Figures.count(cut.wanted()) + " below τ, " + Figures.count(cut.going()) + " go"
                + (held > 0 ? ", " + Figures.count(held) + " kept by floors or rounding" : "") + "."
                + (timed
                        ? " Time is interpolated between layers measured at full and half width; measure the version after the cut."
                        : "")
                + " Accuracy right after the cut is expected to be low.";
    }

    private static Change change(String label, long before, long after,
            java.util.function.LongFunction<String> text) {
        return new Change(label, text.apply(before), text.apply(after), Figures.change(before, after),
                after < before ? Tone.GOOD : Tone.NEUTRAL);
    }
}
