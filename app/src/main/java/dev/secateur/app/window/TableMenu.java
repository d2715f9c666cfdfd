package dev.secateur.app.window;

import java.util.function.Consumer;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.TableText;

/// What every table of the window offers under the right button and the menu key: to save all rows as CSV, and to copy them.
final class TableMenu {

    private TableMenu() {}

    /// @param saveCsv asks where to and writes a table
    static void install(Parent root, Consumer<String> saveCsv) {
        root.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            TableView<?> table = tableAt(event.getTarget());
            if (table != null && table.getContextMenu() == null && !table.getItems().isEmpty()) {
                menu(table, saveCsv).show(table, event.getScreenX(), event.getScreenY());
                event.consume();
            }
        });
    }

    private static ContextMenu menu(TableView<?> table, Consumer<String> saveCsv) {
        MenuItem save = new MenuItem("Save table as CSV…");
        save.setId("table-save");
        save.setOnAction(e -> saveCsv.accept(TableText.csv(table)));
        MenuItem copy = new MenuItem("Copy table");
        copy.setId("table-copy");
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(TableText.tsv(table));
            Clipboard.getSystemClipboard().setContent(content);
        });
        ContextMenu menu = new ContextMenu(save, copy);
        menu.setAutoHide(true);
        return menu;
    }

    private static @Nullable TableView<?> tableAt(EventTarget target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at instanceof TableView<?> table) {
                return table;
            }
        }
        return null;
    }
}
