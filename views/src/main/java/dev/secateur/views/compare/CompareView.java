package dev.secateur.views.compare;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;

import dev.secateur.engine.session.Version;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.VersionTrials;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The versions as points and as a table, and two of them side by side.
public final class CompareView extends BorderPane {

    private static final double ICON = 14;

    private final FrontierViewModel model;
    private final VersionTable table;
    private final SplitPane above;
    private final SplitPane all;
    private final PairPane sideBySide;
    private final CompareMemory memory;

    /// What the view cannot do by itself.
    ///
    /// @param chooseData asks the user for data to evaluate on
    /// @param saveTable asks where to and writes a table in CSV
    /// @param savePicture asks where to and writes a picture in SVG
    /// @param saveReport asks where to and writes a report of the second of two versions, held against the first
    public record Doors(Runnable chooseData, Consumer<String> saveTable, Consumer<String> savePicture,
            BiConsumer<Version, Version> saveReport) {}

    /// @param pair the two versions side by side
    /// @param trials measures versions, and tells when something new is known
    public CompareView(FrontierViewModel model, PairViewModel pair, VersionTrials trials, ObjectProperty<Theme> theme,
            Doors doors) {
        this.model = model;
        setId("compare-view");
        getStyleClass().add("compare-view");
        getStylesheets().add(Objects.requireNonNull(CompareView.class.getResource("compare.css")).toExternalForm());
        table = new VersionTable(model);
        above = new SplitPane(new FrontierPane(model, theme, () -> measure(doors), doors.savePicture()));
        all = new SplitPane(above, new BorderPane(table, header(doors), null, null, null));
        all.setOrientation(Orientation.VERTICAL);
        setCenter(all);
        setMinSize(0, 0);
        sideBySide = new PairPane(pair, trials, theme, doors.saveTable());
        memory = new CompareMemory(model, this::place);
        memory.watch(above, true);
        memory.watch(all, false);
        model.pairProperty().addListener((o, was, is) -> arrange());
        arrange();
        place();
        model.activeProperty().bind(visibleProperty());
    }

    private void arrange() {
        boolean wanted = model.pairProperty().get() != null;
        if (wanted != above.getItems().contains(sideBySide)) {
            if (wanted) {
                above.getItems().add(sideBySide);
                place();
            } else {
                above.getItems().remove(sideBySide);
            }
        }
    }

    private void place() {
        all.setDividerPositions(memory.table());
        if (above.getItems().size() > 1) {
            above.setDividerPositions(memory.pair());
        }
    }

    /// How versions are compared, as a text to be kept for each model: axes, switches, goals, places of dividers.
    public StringProperty arrangementProperty() {
        return memory.textProperty();
    }

    private void measure(Doors doors) {
        model.measureAll();
        if (!model.evaluateAll()) {
            doors.chooseData().run();
        }
    }

    private PaneHeader header(Doors doors) {
        PaneHeader header = new PaneHeader("Versions");
        header.factProperty().set("two ticked versions are shown side by side");
        Button time = button("Time all", Icon.MEASURE, "Time every version that was not timed yet");
        time.setId("compare-time");
        time.setOnAction(e -> model.measureAll());
        Button evaluate = button("Evaluate all", Icon.CHECK_CIRCLE,
                "Evaluate every version on the chosen data that was not evaluated yet");
        evaluate.setId("compare-evaluate");
        evaluate.setOnAction(e -> {
            if (!model.evaluateAll()) {
                doors.chooseData().run();
            }
        });
        Button open = button("Open", Icon.OPEN,
                "Make the selected version the present, to look at it and go on from it");
        open.setId("compare-open");
        open.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        open.setOnAction(e -> {
            if (table.selectedVersion() >= 0) {
                model.open(table.selectedVersion());
            }
        });
        Button csv = button("CSV", Icon.EXPORT, "Save all rows and columns as CSV");
        csv.setOnAction(e -> doors.saveTable().accept(model.csv()));
        Button report = button("Report", Icon.FILE,
                "Write a web page on the later of the two ticked versions, or on the present, with the original beside it");
        report.setId("compare-report");
        report.setOnAction(e -> model.reported().ifPresent(p -> doors.saveReport().accept(p.first(), p.second())));
        header.options().addAll(open, time, evaluate, report, csv);
        return header;
    }

    private static Button button(String text, Icon icon, String tip) {
        Button button = new Button(text, icon.at(ICON));
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(tip));
        return button;
    }
}
