package dev.secateur.app.window;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.Methods;
import dev.secateur.views.component.MarkdownView;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.theme.Icon;

/// The pages about the methods, which come with the program.
final class HelpPane extends VBox {

    private static final double WIDTH = 720;
    private static final double LINES = WIDTH - 48;
    private static final double ICON = 14;

    private final ComboBox<String> choice = new ComboBox<>();
    private final VBox page = new VBox(8);
    private final ScrollPane scroll = new ScrollPane(page);

    HelpPane() {
        setId("help-pane");
        getStyleClass().addAll("help-pane", "floating");
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        choice.setId("help-choice");
        choice.setAccessibleText("Method");
        choice.getItems().setAll(Methods.all().stream().map(m -> m.info().id()).toList());
        choice.valueProperty().addListener((o, was, is) -> fill(is));
        PaneHeader header = new PaneHeader("Methods");
        Button close = new Button(null, Icon.X.at(ICON));
        close.getStyleClass().addAll("icon-button", "small");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close the help");
        close.setOnAction(e -> setVisible(false));
        header.options().addAll(choice, close);
        page.getStyleClass().add("help-page");
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(header, scroll);
        setVisible(false);
    }

    /// Shows the page of a method; of the one shown last for an empty id.
    void show(String method) {
        if (choice.getItems().contains(method)) {
            choice.setValue(method);
        } else if (choice.getValue() == null) {
            choice.setValue(choice.getItems().getFirst());
        }
        setVisible(true);
    }

    private void fill(String method) {
        page.getChildren().setAll(text(method).map(this::page)
                .orElseGet(() -> new Note(Tone.INFO, "There is no page about " + method
                        + " yet; its form tells what each setting does.")));
        scroll.setVvalue(0);
    }

    private Node page(String text) {
        MarkdownView view = new MarkdownView(LINES, link -> choice.getItems().contains(methodOf(link)),
                link -> choice.setValue(methodOf(link)));
        view.show(text);
        return view;
    }

    /// `scop.md` is the page of `scop`; empty for other links.
    private static String methodOf(String link) {
        return link.endsWith(".md") ? link.substring(0, link.length() - ".md".length()) : "";
    }

    private static Optional<String> text(String method) {
        try (InputStream in = HelpPane.class.getResourceAsStream("methods/" + method + ".md")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own help cannot be read", e);
        }
    }
}
