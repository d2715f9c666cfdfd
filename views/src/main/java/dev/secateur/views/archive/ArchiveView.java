package dev.secateur.views.archive;

import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.theme.Icon;

/// The list of sessions on the disk, with what each takes, and how much all may take.
public final class ArchiveView extends VBox {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 380;
    private static final double ICON = 14;
    private static final long GIGABYTE = 1L << 30;
    private static final int MOST_GIGABYTES = 10_000;

    private final ArchiveViewModel model;

    public ArchiveView(ArchiveViewModel model) {
        this.model = model;
        setId("archive-view");
        getStyleClass().addAll("archive-view", "floating");
        getStylesheets().add(Objects.requireNonNull(ArchiveView.class.getResource("archive.css")).toExternalForm());
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        ListView<ArchiveRow> list = new ListView<>(model.rows());
        list.setId("archive-list");
        list.setAccessibleText("Kept sessions");
        list.setCellFactory(l -> new Cell());
        list.setPlaceholder(new Label("No session is kept. One is as soon as a model has a second version."));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(header(), list, footer());
        setVisible(false);
        visibleProperty().addListener((o, was, is) -> {
            if (is) {
                model.refresh(false);
            }
        });
    }

    private PaneHeader header() {
        PaneHeader header = new PaneHeader("Sessions");
        header.factProperty().bind(model.factProperty());
        Button close = new Button(null, Icon.X.at(ICON));
        close.getStyleClass().addAll("icon-button", "small");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close the list of sessions");
        close.setOnAction(e -> setVisible(false));
        header.options().add(close);
        return header;
    }

    private HBox footer() {
        Label label = new Label("All sessions may take, GB");
        Spinner<Integer> budget = new Spinner<>(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, MOST_GIGABYTES,
                        (int) Math.max(1, model.budgetProperty().get() / GIGABYTE)));
        budget.setId("archive-budget");
        budget.setEditable(true);
        budget.setPrefWidth(96);
        label.setLabelFor(budget);
        budget.setAccessibleText("Gigabytes that all sessions may take on the disk");
        budget.valueProperty().addListener((o, was, is) -> model.budgetProperty().set(is * GIGABYTE));
        Label note = new Label("Nothing is removed unless you drop it.");
        note.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox footer = new HBox(8, note, gap, label, budget);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("archive-footer");
        return footer;
    }

    private final class Cell extends ListCell<ArchiveRow> {

        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ArchiveRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(row == null || empty ? null : content(row));
            setAccessibleText(row == null || empty ? "" : row.name() + ", " + row.fact());
        }

        private HBox content(ArchiveRow row) {
            Label name = new Label(row.name());
            name.getStyleClass().add("archive-name");
            name.setTooltip(new Tooltip(row.model().toString()));
            Label state = new Label(switch (row.state()) {
                case OPEN -> "open";
                case CUT_OFF -> "was not closed";
                case CLOSED -> "";
            });
            state.getStyleClass().add("muted");
            Label fact = new Label(row.fact());
            fact.getStyleClass().add("muted");
            fact.setMinWidth(0);
            VBox body = new VBox(2, new HBox(8, name, state), fact);
            body.setMinWidth(0);
            HBox.setHgrow(body, Priority.ALWAYS);
            HBox all = new HBox(8, Icon.HISTORY.at(ICON), body);
            all.setAlignment(Pos.CENTER_LEFT);
            if (row.state() != ArchiveRow.State.OPEN) {
                all.getChildren().addAll(button("Reopen", () -> {
                    ArchiveView.this.setVisible(false);
                    model.open(row);
                }), dropButton(row));
            }
            return all;
        }

        /// The first click asks, the second drops: what is dropped is gone.
        private Button dropButton(ArchiveRow row) {
            Button drop = button("Drop", () -> {});
            drop.setOnAction(e -> {
                if (drop.getText().equals("Drop")) {
                    drop.setText("Drop for good");
                } else {
                    model.drop(row);
                }
            });
            drop.setTooltip(new Tooltip("Removes its versions from the disk; exported files stay"));
            return drop;
        }

        private static Button button(String text, Runnable action) {
            Button button = new Button(text);
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(e -> action.run());
            return button;
        }
    }
}
