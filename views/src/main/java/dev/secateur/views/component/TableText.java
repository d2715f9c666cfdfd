package dev.secateur.views.component;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// What a table shows, all rows of it, as text for other programs: a head, then a line a row, numbers without separators and with a
/// plain minus sign.
public final class TableText {

    private static final Pattern NUMBER = Pattern.compile("[−+-]?[0-9]{1,3}(,[0-9]{3})*(\\.[0-9]+)?");
    private static final Pattern PLAIN = Pattern.compile("[^\",\\n\\r]*");

    private TableText() {}

    /// With commas between cells; cells that hold some are quoted.
    public static String csv(TableView<?> table) {
        return text(table, ",",
                cell -> PLAIN.matcher(cell).matches() ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
    }

    /// With tabulators between cells, as spreadsheets take it from the clipboard.
    public static String tsv(TableView<?> table) {
        return text(table, "\t", cell -> cell.replaceAll("[\\t\\n\\r]+", " "));
    }

    private static String text(TableView<?> table, String between, Function<String, String> written) {
        List<String> lines = new ArrayList<>();
        lines.add(table.getVisibleLeafColumns().stream().map(column -> written.apply(column.getText()))
                .collect(Collectors.joining(between)));
        for (int row = 0; row < table.getItems().size(); row++) {
            int index = row;
            lines.add(table.getVisibleLeafColumns().stream().map(column -> written.apply(plain(cell(column, index))))
                    .collect(Collectors.joining(between)));
        }
        return String.join("\n", lines) + "\n";
    }

    /// A cell that is made for this and never shown says what is in any row, seen or not.
    private static <S, T> String cell(TableColumn<S, T> column, int row) {
        TableCell<S, T> cell = column.getCellFactory().call(column);
        cell.updateTableView(column.getTableView());
        cell.updateTableColumn(column);
        cell.updateIndex(row);
        String text = cell.getText();
        Node graphic = cell.getGraphic();
        return text == null || text.isEmpty() ? graphic == null ? "" : words(graphic) : text;
    }

    private static String words(Node node) {
        if (node instanceof Labeled labeled) {
            return labeled.getText() == null ? "" : labeled.getText();
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().filter(Node::isVisible).map(TableText::words)
                        .filter(word -> !word.isEmpty()).collect(Collectors.joining(" "))
                : "";
    }

    private static String plain(String shown) {
        return NUMBER.matcher(shown).matches() ? shown.replace(",", "").replace('−', '-') : shown;
    }
}
