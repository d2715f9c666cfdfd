package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.actions.Command;
import dev.secateur.app.actions.Screen;
import dev.secateur.engine.compress.Method;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.session.Selection;

import static org.assertj.core.api.Assertions.assertThat;

/// What those meet who do not see the window, or use no mouse.
class AccessibilityTest {

    @TempDir
    Path folder;

    @Test
    void everyControlHasANameInEveryTabAndPane() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            List<String> nameless = new ArrayList<>();
            window.robot.interact(() -> nameless.addAll(nameless(window, "start page")));
            window.open(WindowTrial.sample(folder));
            Screen screen = window.screen();
            for (Screen.PlaceKind kind : List.of(Screen.PlaceKind.TAB, Screen.PlaceKind.PANEL)) {
                for (Screen.Place place : screen.places(kind)) {
                    window.robot.interact(place.go());
                    window.robot.interact(() -> nameless.addAll(nameless(window, place.title())));
                }
            }
            for (Runnable pane : List.<Runnable>of(screen::chooseData, screen::sessions, screen::editRecipe,
                    screen::showSettings, screen::showMethodHelp, screen::showJobs, screen::palette)) {
                window.robot.interact(pane);
                window.robot.interact(() -> nameless.addAll(nameless(window, "floating")));
                window.robot.interact(screen::escape);
            }
            assertThat(new LinkedHashSet<>(nameless)).isEmpty();
        }
    }

    private static List<String> nameless(WindowTrial window, String where) {
        window.scene().getRoot().applyCss();
        window.scene().getRoot().layout();
        List<String> found = new ArrayList<>();
        walk(window.scene().getRoot(), node -> {
            if (isOperated(node) && name(node).isBlank()) {
                found.add(where + ": " + node);
            }
            if (node instanceof GraphCanvas && node.getAccessibleRole() == AccessibleRole.PARENT) {
                found.add(where + ": no role: " + node);
            }
        });
        return found;
    }

    private static void walk(Node node, java.util.function.Consumer<Node> visit) {
        if (!node.isVisible()) {
            return;
        }
        visit.accept(node);
        // What a control is made of is no control of its own to those who hear it.
        boolean whole = node instanceof ComboBoxBase || node instanceof Spinner || node instanceof TextInputControl;
        if (node instanceof Parent parent && !whole) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, visit));
        }
    }

    private static boolean isOperated(Node node) {
        return Stream.of(ButtonBase.class, ComboBoxBase.class, TextInputControl.class, ListView.class, TableView.class,
                TreeView.class, Slider.class, Spinner.class, GraphCanvas.class).anyMatch(c -> c.isInstance(node));
    }

    private static String name(Node node) {
        if (node.getAccessibleText() != null && !node.getAccessibleText().isBlank()) {
            return node.getAccessibleText();
        }
        if (node instanceof Labeled labeled && labeled.getText() != null && !labeled.getText().isBlank()) {
            return labeled.getText();
        }
        return node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Labeled label
                ? label.getText()
                : "";
    }

    @Test
    void thePaletteOffersEveryMenuItem() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            MenuBar bar = window.robot.lookup((Node n) -> n instanceof MenuBar).query();
            List<String> items = bar.getMenus().stream().flatMap(m -> m.getItems().stream())
                    .filter(i -> !(i instanceof SeparatorMenuItem) && !(i instanceof Menu)).map(MenuItem::getText)
                    .map(t -> t.replaceFirst("  \\(.*\\)$", "")).toList();
            window.robot.interact(window.screen()::palette);
            ListView<Command> offered = window.robot.lookup("#palette-list").query();
            assertThat(offered.getItems()).extracting(Command::title).containsAll(items)
                    .contains("Show Slimming", "Show panel Methods", "Guided task: Cut channels");
        }
    }

    @Test
    void keysGoOnWorkingInModelsThatWereShownBefore() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            WorkbenchWindow first = window.shell().shown();
            window.robot.push(KeyCode.CONTROL, KeyCode.T);
            WindowTrial.waitUntil(() -> window.shell().shown() != first);
            WorkbenchWindow second = window.shell().shown();
            for (WorkbenchWindow expected : List.of(first, second, first)) {
                window.robot.push(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
                WindowTrial.waitUntil(() -> window.shell().shown() == expected);
            }
            window.robot.push(KeyCode.ALT, KeyCode.DIGIT6);
            WindowTrial.waitUntil(() -> window.robot.lookup("#view-memory").queryAs(ToggleButton.class).isSelected());
        }
    }

    @Test
    void theKeyboardReachesEveryPane() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            window.robot.interact(() -> window.screen().toggle(Screen.Switch.RIGHT_PANEL).setValue(true));
            Set<Node> met = new LinkedHashSet<>();
            for (int i = 0; i < 7; i++) {
                window.robot.push(KeyCode.F6);
                window.robot.interact(() -> {
                    Node reached = window.scene().getFocusOwner();
                    met.add(reached);
                    Node ring = window.scene().lookup("#focus-ring");
                    assertThat(ring.isVisible()).as("frame around " + reached).isTrue();
                    assertThat(ring.getBoundsInParent())
                            .isEqualTo(reached.localToScene(reached.getLayoutBounds()));
                });
            }
            assertThat(met).hasSize(7).hasAtLeastOneElementOfType(GraphCanvas.class)
                    .hasAtLeastOneElementOfType(TreeView.class).hasAtLeastOneElementOfType(TableView.class)
                    .hasAtLeastOneElementOfType(ListView.class);
            window.robot.interact(window.canvas()::requestFocus);
            assertThat(window.scene().lookup("#focus-ring").isVisible()).as("frame after the keyboard left").isFalse();
            window.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
            Node settings = window.robot.lookup("#settings-pane").query();
            assertThat(isWithin(window.scene().getFocusOwner(), settings)).isTrue();
            window.robot.push(KeyCode.ESCAPE);
            assertThat(settings.isVisible()).isFalse();
            assertThat(window.scene().getFocusOwner()).isSameAs(window.canvas());
            Node last = window.scene().getFocusOwner();
            window.robot.push(KeyCode.SHIFT, KeyCode.F6);
            window.robot.push(KeyCode.F6);
            assertThat(window.scene().getFocusOwner()).isSameAs(last);
        }
    }

    @Test
    void blocksAreMergedAndMethodsFoundByKeysAlone() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            window.robot.interact(() -> window.session.select(Selection.ofBlocks(Set.of("stage1.block2"))));
            type(window, "merge selected");
            WindowTrial.waitUntil(() -> "Merge stage1.block2".equals(window.present().label()));
            type(window, "autocompress");
            ComboBox<Method<?>> choice = window.robot.lookup("#method-choice").query();
            assertThat(choice.getValue().info().id()).isEqualTo("autocompress");
            assertThat(choice.isFocused()).as("the keyboard is where the method is configured").isTrue();
        }
    }

    /// Finds a command in the palette and runs it.
    private static void type(WindowTrial window, String name) {
        window.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        window.robot.write(name);
        window.robot.push(KeyCode.ENTER);
    }

    private static boolean isWithin(Node node, Node pane) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }
}
