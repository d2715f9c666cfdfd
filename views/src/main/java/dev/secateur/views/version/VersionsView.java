package dev.secateur.views.version;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.text.Figures;

/// The version list: newest below, lines from each version to the one it was made from.
public final class VersionsView extends VBox {

    private final VersionsViewModel model;
    private final ListView<VersionRow> list;
    private final PaneHeader header = new PaneHeader("Versions");

    public VersionsView(VersionsViewModel model) {
        this.model = model;
        getStyleClass().add("versions");
        getStylesheets().add(stylesheet());
        list = new ListView<>(model.rows());
        list.setId("versions");
        list.setAccessibleText("Versions");
        list.setFixedCellSize(VersionCell.HEIGHT);
        list.setCellFactory(l -> new VersionCell(model::show));
        list.setPlaceholder(new Label(""));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        model.rows().addListener((ListChangeListener<VersionRow>) c -> update());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(header, list);
        update();
    }

    private static String stylesheet() {
        return java.util.Objects.requireNonNull(VersionsView.class.getResource("version.css")).toExternalForm();
    }

    private void key(KeyEvent event) {
        VersionRow row = list.getSelectionModel().getSelectedItem();
        if (row != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
            model.show(row);
            event.consume();
        }
    }

    private void update() {
        header.factProperty().set(model.rows().isEmpty() ? "" : Figures.count(model.rows().size()));
        model.rows().stream().filter(VersionRow::present).findFirst().ifPresent(row -> {
            list.getSelectionModel().select(row);
            list.scrollTo(row);
        });
    }
}
