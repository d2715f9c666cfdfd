package dev.secateur.views.inspector;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.kernel.ChannelStatistics.Channel;
import dev.secateur.views.text.Figures;

/// The channels of a weight, sortable by each of their numbers.
final class ChannelTable extends TableView<Channel> {

    private static final double ROW = 22;
    private static final double HEADER = 30;
    private static final int ROWS = 8;

    ChannelTable(List<Channel> channels) {
        super(FXCollections.observableArrayList(channels));
        setId("channels");
        setAccessibleText("Output channels");
        getStyleClass().add("channel-table");
        setFixedCellSize(ROW);
        double height = HEADER + ROW * Math.min(ROWS, channels.size()) + 14;
        setMinHeight(height);
        setPrefHeight(height);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getColumns().add(column("#", 40, c -> c.index(), c -> Figures.count(c.index())));
        getColumns().add(number("L2", Channel::l2));
        getColumns().add(number("L1", Channel::l1));
        getColumns().add(number("Min", Channel::min));
        getColumns().add(number("Max", Channel::max));
        getColumns().add(number("Mean", Channel::mean));
        getColumns().add(number("Std", Channel::deviation));
        getColumns().add(column("Zeros", 64, Channel::zeros, c -> Figures.percent(c.zeros())));
    }

    private static TableColumn<Channel, Channel> number(String title, ToDoubleFunction<Channel> value) {
        return column(title, 72, value, c -> Figures.significant(value.applyAsDouble(c)));
    }

    private static TableColumn<Channel, Channel> column(String title, double width, ToDoubleFunction<Channel> value,
            java.util.function.Function<Channel, String> text) {
        TableColumn<Channel, Channel> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.getStyleClass().add("number");
        column.setComparator(Comparator.comparingDouble(value));
        column.setCellValueFactory(c -> new SimpleObjectProperty<>(c.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Channel channel, boolean isEmpty) {
                super.updateItem(channel, isEmpty);
                getStyleClass().setAll("cell", "indexed-cell", "table-cell", "number");
                setText(channel == null || isEmpty ? null : text.apply(channel));
            }
        });
        return column;
    }
}
