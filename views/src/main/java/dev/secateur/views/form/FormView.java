package dev.secateur.views.form;

import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import atlantafx.base.controls.CustomTextField;

import dev.secateur.views.component.CopyButton;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.Tone;

/// A form: label left, field right with its unit in it, the error below. A dot before the label marks a value that is not the default;
/// a click on it resets.
public final class FormView extends VBox {

    private static final double LABEL = 132;
    private static final double HELP_WIDTH = 360;
    private static final double VALUE = 72;

    public FormView(FormModel<?> model) {
        getStyleClass().add("form");
        getStylesheets().add(Objects.requireNonNull(FormView.class.getResource("form.css")).toExternalForm());
        // What stands outside of a group would be read as a part of it behind one.
        model.fields().stream().filter(f -> f.setting().group().isEmpty()).forEach(f -> getChildren().add(row(f)));
        String group = "";
        for (FormField field : model.fields().stream().filter(f -> !f.setting().group().isEmpty()).toList()) {
            if (!field.setting().group().equals(group)) {
                group = field.setting().group();
                Label heading = new Label(group);
                heading.getStyleClass().add("form-heading");
                getChildren().add(heading);
            }
            getChildren().add(row(field));
        }
        model.errorProperty().addListener((o, was, is) -> {
            getChildren().removeIf(Note.class::isInstance);
            if (!is.isEmpty()) {
                getChildren().add(new Note(Tone.DANGER, is));
            }
        });
    }

    private static VBox row(FormField field) {
        Button dot = new Button("●");
        dot.getStyleClass().addAll("form-dot", "flat");
        dot.setTooltip(new Tooltip("Back to " + standard(field)));
        dot.setAccessibleText("Reset " + field.setting().param().label());
        dot.setId("reset-" + field.setting().key());
        dot.visibleProperty().bind(field.changed());
        dot.setOnAction(e -> field.reset());
        Label label = new Label(field.setting().param().label());
        label.getStyleClass().add("form-label");
        label.setMinWidth(LABEL);
        label.setMaxWidth(LABEL);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setTooltip(help(field));
        Region input = input(field);
        input.setId("form-" + field.setting().key());
        input.setAccessibleText(field.setting().param().label());
        label.setLabelFor(input);
        HBox.setHgrow(input, Priority.ALWAYS);
        HBox line = new HBox(4, dot, label, input);
        line.getStyleClass().add("form-row");
        line.setAlignment(Pos.CENTER_LEFT);
        Label error = new Label();
        error.getStyleClass().add("form-error");
        error.setWrapText(true);
        error.setMinHeight(USE_PREF_SIZE);
        error.textProperty().bind(field.errorProperty());
        HBox.setHgrow(error, Priority.ALWAYS);
        error.setMaxWidth(Double.MAX_VALUE);
        HBox told = new HBox(error, CopyButton.of(() -> field.setting().param().label() + ": " + error.getText()));
        shownWhen(told, field.errorProperty().isNotEmpty());
        return new VBox(line, told);
    }

    private static Tooltip help(FormField field) {
        Tooltip tip = new Tooltip(field.setting().param().help() + "\n" + field.setting().range() + "; default "
                + standard(field) + "; --set "
                + field.setting().key());
        tip.setWrapText(true);
        tip.setMaxWidth(HELP_WIDTH);
        return tip;
    }

    private static String standard(FormField field) {
        return field.standard().isEmpty() ? "none" : field.standard();
    }

    private static Region input(FormField field) {
        if (field.isSwitch()) {
            CheckBox box = new CheckBox();
            box.setSelected(field.textProperty().get().equals("true"));
            box.selectedProperty().addListener((o, was, is) -> field.textProperty().set(Boolean.toString(is)));
            field.textProperty().addListener((o, was, is) -> box.setSelected(is.equals("true")));
            box.setMaxWidth(Double.MAX_VALUE);
            return box;
        }
        if (!field.setting().choices().isEmpty()) {
            ComboBox<String> box = new ComboBox<>();
            box.getItems().setAll(field.setting().choices());
            box.valueProperty().bindBidirectional(field.textProperty());
            box.setMaxWidth(Double.MAX_VALUE);
            return box;
        }
        CustomTextField text = new CustomTextField();
        text.textProperty().bindBidirectional(field.textProperty());
        text.setPromptText(field.setting().range());
        text.setPrefColumnCount(6);
        String unit = field.setting().param().unit();
        if (!unit.isEmpty()) {
            // Within the field, so that all fields end at the same line however long their units are.
            Label shown = new Label(unit);
            shown.getStyleClass().add("form-unit");
            // The value needs its room more.
            shown.setMinWidth(0);
            shown.maxWidthProperty().bind(text.widthProperty().subtract(VALUE));
            shown.setMouseTransparent(true);
            text.setRight(shown);
        }
        return text;
    }

    private static void shownWhen(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }
}
