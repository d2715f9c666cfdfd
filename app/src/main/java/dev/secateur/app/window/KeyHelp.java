package dev.secateur.app.window;

import java.util.List;
import java.util.stream.Collectors;

import dev.secateur.app.actions.Command;
import dev.secateur.engine.runtime.OrtSession;

/// Texts of the help dialogs.
final class KeyHelp {

    private static final String GESTURES = """
            Ctrl+wheel, pinch: zoom at the pointer
            Drag, wheel: move
            Click, Shift+click: select, add or take away
            Shift+drag: select with a box
            Double-click, Alt+double-click: open or close a block, with all inside
            Double-click on a node that holds graphs (If, Loop, a function): enter; Backspace: back
            Arrows: go along the edges; with Shift select on the way
            Enter: open, close or enter
            Tab, Shift+Tab: go on within a pane; F6, Shift+F6: go to the next pane
            Menu key or Shift+F10: the menu of what has the focus
            Ctrl+1 to Ctrl+9: open a recent model
            Drop a file on the window: open it""";

    private KeyHelp() {}

    static String text(List<Command> commands) {
        String keys = commands.stream().filter(c -> !c.keyText().isEmpty())
                .map(c -> c.keyText() + ": " + c.title().replace("…", "")).collect(Collectors.joining("\n"));
        return GESTURES + "\n" + keys;
    }

    static String about() {
        return "A workbench for compressing trained neural networks.\n\nONNX Runtime " + OrtSession.version()
                + ", Java "
                + System.getProperty("java.version") + ", JavaFX " + System.getProperty("javafx.runtime.version")
                + "\nApache License 2.0";
    }
}
