package dev.secateur.views.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.autocompress.AutoCompressReport;
import dev.secateur.views.component.ShareBar;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.NodeNames;

/// What goes of each layer in each round.
final class RatioTable extends TableView<RatioTable.Row> {

    private static final double ROW = 24;
    private static final double NAME = 210;
    private static final double ROUND = 108;
    private static final double BAR = 48;

    /// A ratio over the rounds.
    ///
    /// @param shares 0..1, NaN for a round that did not have it
    record Row(String name, List<Double> shares) {}

    RatioTable() {
        setId("search-ratios");
        setFixedCellSize(ROW);
        setPlaceholder(new Label("No round has ended yet"));
    }

    void show(List<AutoCompressReport.RoundReport> rounds) {
        if (getColumns().size() != rounds.size() + 1) {
            getColumns().setAll(new ArrayList<>());
            TableColumn<Row, String> name = new TableColumn<>("Part that goes");
            name.setPrefWidth(NAME);
            name.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(NodeNames.brief(c.getValue().name())));
            getColumns().add(name);
            for (int i = 0; i < rounds.size(); i++) {
                getColumns().add(column(i, rounds.get(i)));
            }
        }
        getItems().setAll(rows(rounds));
    }

    static List<Row> rows(List<AutoCompressReport.RoundReport> rounds) {
        Map<String, List<Double>> shares = new LinkedHashMap<>();
        for (int i = 0; i < rounds.size(); i++) {
            for (AutoCompressReport.Ratio ratio : rounds.get(i).ratios()) {
                List<Double> own = shares.computeIfAbsent(ratio.name(), n -> new ArrayList<>());
                while (own.size() < i) {
                    own.add(Double.NaN);
                }
                own.add(ratio.share());
            }
        }
        List<Row> rows = new ArrayList<>();
        shares.forEach((name, own) -> rows.add(new Row(name, own)));
        return rows;
    }

    private static TableColumn<Row, Row> column(int index, AutoCompressReport.RoundReport round) {
        TableColumn<Row, Row> column = new TableColumn<>(
                "Round " + round.round() + " · " + Figures.ratio(round.target()));
        column.setPrefWidth(ROUND);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setSortable(false);
        column.setCellFactory(c -> new TableCell<>() {
            private final ShareBar bar = new ShareBar(BAR);
            private final Label label = new Label();
            private final HBox both = new HBox(6, bar, label);

            @Override
            protected void updateItem(@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                both.setAlignment(Pos.CENTER_LEFT);
                boolean known = !empty && row != null && index < row.shares().size()
                        && !Double.isNaN(row.shares().get(index));
                setGraphic(known ? both : null);
                if (known && row != null) {
                    bar.show(row.shares().get(index));
                    label.setText(Figures.decimal(100 * row.shares().get(index), 0) + " %");
                }
            }
        });
        return column;
    }
}
