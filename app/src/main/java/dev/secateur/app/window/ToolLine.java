package dev.secateur.app.window;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import dev.secateur.app.actions.Command;
import dev.secateur.app.actions.CommandMenu;
import dev.secateur.app.actions.WorkbenchCommands;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;

/// The toolbar: files, undo, how models are run, measure, export.
final class ToolLine extends HBox {

    /// What shows its text where there is less and less room.
    private enum Texts {
        ALL, TABS, SHOWN_TAB, NONE
    }

    private final SessionModel session;

    ToolLine(SessionModel session, WorkbenchCommands commands, ViewTabs tabs) {
        this.session = session;
        getStyleClass().add("tool-line");
        setAlignment(Pos.CENTER_LEFT);
        // Else the texts would keep the line, and the window's content with it, too wide to become icons.
        setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button undo = CommandMenu.iconButton(commands.undo());
        undo.setId("undo");
        Button redo = CommandMenu.iconButton(commands.redo());
        redo.setId("redo");
        getChildren().addAll(CommandMenu.iconButton(commands.openModel()), line(), undo, redo, line(), tabs, gap,
                data(commands.data()),
                threads(), line(), labelled(commands.evaluate(), "Evaluate", "evaluate"),
                labelled(commands.measure(), "Measure", "measure"),
                labelled(commands.exportModel(), "Export", "export"));
        tabs.shownProperty().addListener(o -> fit());
        session.runSettingsProperty().addListener(o -> fit());
    }

    @Override
    protected void setWidth(double width) {
        super.setWidth(width);
        fit();
    }

    /// Leaves out as few texts as the width asks for.
    private void fit() {
        if (getWidth() <= 0) {
            return;
        }
        for (Texts texts : Texts.values()) {
            lookupAll(".labelled").forEach(n -> show((Labeled) n, texts));
            if (computePrefWidth(-1) <= getWidth()) {
                return;
            }
        }
    }

    private static void show(Labeled labelled, Texts texts) {
        boolean tab = labelled instanceof ToggleButton;
        boolean shown = switch (texts) {
            case ALL -> true;
            case TABS -> tab;
            case SHOWN_TAB -> tab && ((ToggleButton) labelled).isSelected();
            case NONE -> false;
        };
        ContentDisplay wanted = shown ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY;
        if (labelled.getContentDisplay() != wanted) {
            labelled.setContentDisplay(wanted);
        }
    }

    private static Separator line() {
        Separator line = new Separator(Orientation.VERTICAL);
        line.getStyleClass().add("tool-separator");
        return line;
    }

    private static Button labelled(Command command, String text, String id) {
        Button button = CommandMenu.button(command);
        button.setText(text);
        button.setId(id);
        button.getStyleClass().add("labelled");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private Button data(Command choose) {
        Button button = CommandMenu.button(choose);
        button.setId("data");
        button.getStyleClass().add("labelled");
        button.setMinWidth(USE_PREF_SIZE);
        button.textProperty().bind(session.runSettingsProperty().map(s -> s.data().title()));
        return button;
    }

    private MenuButton threads() {
        MenuButton choice = new MenuButton("", Icon.CPU.at(14));
        choice.setId("threads");
        choice.getStyleClass().add("labelled");
        choice.setTooltip(new Tooltip("ONNX Runtime: threads for measuring and comparing"));
        ToggleGroup group = new ToggleGroup();
        int processors = Runtime.getRuntime().availableProcessors();
        for (int n = 1; n <= processors; n = n < 4 ? n + 1 : n * 2) {
            int threads = n;
            RadioMenuItem item = new RadioMenuItem(Figures.plural(threads, "thread"));
            item.setToggleGroup(group);
            item.setSelected(session.runSettings().threads() == threads);
            item.setOnAction(e -> {
                session.runSettingsProperty().set(session.runSettings().withThreads(threads));
            });
            choice.getItems().add(item);
        }
        choice.setMinWidth(USE_PREF_SIZE);
        choice.textProperty().bind(session.runSettingsProperty()
                .map(s -> "CPU, " + Figures.plural(s.threads(), "thread") + ", batch " + s.batch()));
        return choice;
    }
}
