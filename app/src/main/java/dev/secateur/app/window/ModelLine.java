package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import dev.secateur.app.actions.Command;
import dev.secateur.app.actions.CommandMenu;
import dev.secateur.app.actions.Screen;
import dev.secateur.app.actions.WorkbenchCommands;
import dev.secateur.views.component.Pill;
import dev.secateur.views.component.Tone;
import dev.secateur.views.theme.Icon;

/// The top line: program, menus, the open model, search, theme, palette.
final class ModelLine extends HBox {

    private static final double MARK = 14;
    private static final double NAME = 280;
    private static final double LEAST_NAME = 72;

    private final Screen screen;

    ModelLine(ModelLineViewModel model, WorkbenchCommands commands, Screen screen, SearchField search) {
        this.screen = screen;
        getStyleClass().add("model-line");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(mark(), name(), menuBar(commands), gap(), facts(model), gap(), search,
                themeButton(commands.theme()), CommandMenu.iconButton(commands.palette()));
    }

    private static StackPane mark() {
        StackPane mark = new StackPane(Icon.SCISSORS.at(MARK));
        mark.getStyleClass().add("program-mark");
        return mark;
    }

    private static Label name() {
        Label name = new Label("Secateur");
        name.getStyleClass().add("program-name");
        name.setMinWidth(USE_PREF_SIZE);
        return name;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static HBox facts(ModelLineViewModel model) {
        Label file = new Label();
        file.setId("model-file");
        file.getStyleClass().add("model-file");
        file.setMinWidth(LEAST_NAME);
        file.setMaxWidth(NAME);
        file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        file.textProperty().bind(model.file());
        Pill opset = new Pill("", Tone.NEUTRAL);
        opset.textProperty().bind(model.opset());
        opset.setTooltip(new Tooltip("Version of ONNX's operators that the file was written for"));
        opset.visibleProperty().bind(model.opset().isNotEmpty());
        Label figures = new Label();
        figures.setId("model-figures");
        figures.getStyleClass().add("model-figures");
        figures.textProperty().bind(model.figures());
        figures.setMinWidth(0);
        HBox.setHgrow(figures, Priority.SOMETIMES);
        HBox facts = new HBox(8, file, opset, figures);
        facts.setAlignment(Pos.CENTER);
        facts.setMinWidth(0);
        return facts;
    }

    private static Button themeButton(Command theme) {
        Button button = CommandMenu.iconButton(theme);
        button.setId("theme-button");
        Runnable show = () -> {
            boolean dark = theme.checked() != null && theme.checked().getValue();
            button.setGraphic((dark ? Icon.SUN : Icon.MOON).at(16));
            button.setTooltip(new Tooltip(dark ? "Light theme" : "Dark theme"));
        };
        if (theme.checked() != null) {
            theme.checked().addListener(o -> show.run());
        }
        show.run();
        return button;
    }

    private MenuBar menuBar(WorkbenchCommands commands) {
        MenuBar bar = new MenuBar();
        bar.setMinWidth(USE_PREF_SIZE);
        for (Map.Entry<String, List<List<Command>>> entry : commands.menus().entrySet()) {
            bar.getMenus().add(CommandMenu.menu(entry.getKey(), entry.getValue()));
        }
        Menu recent = new Menu("Open recent");
        Menu file = bar.getMenus().getFirst();
        file.getItems().add(1, recent);
        fill(recent, screen.recent());
        screen.recent().addListener((ListChangeListener<Path>) c -> fill(recent, screen.recent()));
        return bar;
    }

    private void fill(Menu menu, ObservableList<Path> files) {
        menu.getItems().clear();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            MenuItem item = new MenuItem(file.getFileName() + "   " + folder(file));
            item.setMnemonicParsing(false);
            item.setAccelerator(KeyCombination.keyCombination("Shortcut+" + (i + 1)));
            item.setOnAction(e -> screen.open(file));
            menu.getItems().add(item);
        }
        if (files.isEmpty()) {
            MenuItem none = new MenuItem("No model was opened yet");
            none.setDisable(true);
            menu.getItems().add(none);
        } else {
            MenuItem clear = new MenuItem("Clear this list");
            clear.setOnAction(e -> files.clear());
            menu.getItems().addAll(new SeparatorMenuItem(), clear);
        }
    }

    static String folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? "" : parent.toString();
    }
}
