package dev.secateur.app.window;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.GraphCanvas;

/// Takes the keyboard from pane to pane, to where it was in each; at first to what the pane is about.
final class PaneFocus {

    private final List<Parent> panes;
    private final Consumer<Node> shown;
    private final Map<Parent, Node> last = new IdentityHashMap<>();

    /// @param panes in the order in which they are gone through
    /// @param shown shows where the keyboard went
    PaneFocus(List<Parent> panes, Consumer<Node> shown) {
        this.panes = List.copyOf(panes);
        this.shown = shown;
    }

    /// Goes to the next pane that is seen and has something to go to.
    ///
    /// @param step 1 forwards, -1 backwards
    void go(Scene scene, int step) {
        Node owner = scene.getFocusOwner();
        Parent here = paneOf(owner);
        int from = here == null ? -1 : panes.indexOf(here);
        if (owner != null && here != null) {
            last.put(here, owner);
        }
        int at = from < 0 && step < 0 ? 0 : from;
        for (int i = 0; i < panes.size(); i++) {
            at = Math.floorMod(at + step, panes.size());
            Node target = target(panes.get(at));
            if (target != null) {
                target.requestFocus();
                shown.accept(target);
                return;
            }
        }
    }

    private @Nullable Parent paneOf(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof Parent parent && panes.contains(parent)) {
                return parent;
            }
        }
        return null;
    }

    private @Nullable Node target(Parent pane) {
        List<Node> found = reachable(pane);
        Node before = last.get(pane);
        return before != null && found.contains(before) ? before : first(found);
    }

    /// Takes the keyboard into a pane that was just shown.
    static void enter(Parent pane) {
        Node target = first(reachable(pane));
        if (target != null) {
            target.requestFocus();
        }
    }

    private static List<Node> reachable(Parent pane) {
        List<Node> found = new ArrayList<>();
        if (isSeen(pane)) {
            collect(pane, found);
        }
        return found;
    }

    private static @Nullable Node first(List<Node> found) {
        return found.stream().filter(PaneFocus::isMain).findFirst().or(() -> found.stream().findFirst()).orElse(null);
    }

    private static boolean isMain(Node node) {
        return node instanceof GraphCanvas || node instanceof TableView || node instanceof TreeView
                || node instanceof ListView;
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }
}
