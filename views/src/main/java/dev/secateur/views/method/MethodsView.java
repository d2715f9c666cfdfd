package dev.secateur.views.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.component.Words;
import dev.secateur.views.form.FormModel;
import dev.secateur.views.form.FormView;
import dev.secateur.views.theme.Icon;

/// All methods behind one form.
public final class MethodsView extends BorderPane {

    private final MethodsViewModel model;
    private final VBox content = new VBox();
    private final VBox answer = new VBox();
    private final VBox told = new VBox();
    private final ComboBox<Method<?>> choice;
    private Consumer<String> onHelp = id -> {};

    public MethodsView(MethodsViewModel model) {
        this.model = model;
        choice = choice();
        setId("methods-view");
        getStyleClass().add("methods-view");
        getStylesheets().add(Objects.requireNonNull(MethodsView.class.getResource("method.css")).toExternalForm());
        PaneHeader header = new PaneHeader("Methods");
        header.factProperty().set("cut the present version");
        header.options().add(help());
        setTop(header);
        content.getStyleClass().add("methods-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setCenter(scroll);
        setBottom(footer());
        model.formProperty().addListener(o -> fill());
        model.applicabilityProperty().addListener((o, was, is) -> show(is));
        model.presentProperty().addListener(o -> tell());
        told.getStyleClass().add("methods-told");
        fill();
        tell();
        show(model.applicabilityProperty().get());
    }

    /// Chooses a method by its id and takes the keyboard to it; an unknown one leaves the choice.
    public void choose(String id) {
        model.methods().stream().filter(m -> m.info().id().equals(id)).findFirst().ifPresent(m -> {
            model.chosenProperty().set(m);
            fill();
            choice.requestFocus();
        });
    }

    /// Who shows what a method does, by its id.
    public void setOnHelp(Consumer<String> show) {
        onHelp = show;
    }

    private Button help() {
        Button help = new Button(null, Icon.HELP.at(14));
        help.setId("method-help");
        help.getStyleClass().addAll("icon-button", "small");
        help.setTooltip(new Tooltip("What this method does"));
        help.setAccessibleText("What this method does");
        help.setOnAction(e -> {
            Method<?> method = model.chosenProperty().get();
            onHelp.accept(method == null ? "" : method.info().id());
        });
        return help;
    }

    private HBox footer() {
        Button apply = new Button("Apply", Icon.SCISSORS.at(16));
        apply.setId("method-apply");
        apply.getStyleClass().add("accent");
        apply.setMaxWidth(Double.MAX_VALUE);
        apply.disableProperty().bind(model.applyingProperty().or(javafx.beans.binding.Bindings.createBooleanBinding(
                () -> !(model.applicabilityProperty().get() instanceof Applicability.Yes),
                model.applicabilityProperty())));
        apply.setOnAction(event -> {
            // The button goes off while it applies; without this the focus would move on to a text field, which keeps Ctrl+Z for itself.
            requestFocus();
            model.apply();
        });
        HBox.setHgrow(apply, Priority.ALWAYS);
        Button reset = new Button("Reset");
        reset.setMinWidth(USE_PREF_SIZE);
        reset.setOnAction(e -> {
            FormModel<?> form = model.formProperty().get();
            if (form != null) {
                form.reset();
            }
        });
        HBox footer = new HBox(apply, reset);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }

    private void fill() {
        Method<?> method = model.chosenProperty().get();
        FormModel<?> form = model.formProperty().get();
        List<Node> parts = new ArrayList<>();
        choice.setValue(method);
        if (method != null && form != null) {
            parts.add(text(method.info().summary(), "methods-text"));
            if (!model.needs().isEmpty()) {
                parts.add(text("Needs " + model.needs(), "methods-text"));
            }
            parts.add(new FormView(form));
            parts.add(answer);
            if (!method.info().paper().isEmpty()) {
                parts.add(text(method.info().paper(), "methods-paper"));
            }
        }
        parts.add(told);
        // The choice stays where it is, or it would lose the keyboard's focus with every step through the methods.
        if (content.getChildren().isEmpty()) {
            content.getChildren().add(choice);
        }
        content.getChildren().remove(1, content.getChildren().size());
        content.getChildren().addAll(parts);
    }

    private ComboBox<Method<?>> choice() {
        ComboBox<Method<?>> box = new ComboBox<>();
        box.setId("method-choice");
        box.setAccessibleText("Method");
        box.getItems().setAll(model.methods());
        box.setConverter(Words.of(method -> method.info().title()));
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().addListener((o, was, is) -> model.chosenProperty().set(is));
        return box;
    }

    private void show(@Nullable Applicability known) {
        answer.getChildren().clear();
        if (known instanceof Applicability.No refusal) {
            Note note = new Note(Tone.REFUSED, refusal.reason());
            answer.getChildren().add(refusal.nodes().isEmpty()
                    ? note
                    : note.withLink("Show nodes", () -> model.showNodes(refusal)));
        }
    }

    /// The report of the method that made the present version, under the form.
    private void tell() {
        List<Node> lines = new ArrayList<>();
        for (String line : model.told()) {
            lines.add(text(line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1), "methods-text"));
        }
        if (!lines.isEmpty()) {
            lines.addFirst(text("What made this version", "semibold"));
        }
        told.getChildren().setAll(lines);
    }

    private static Label text(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
