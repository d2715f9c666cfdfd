package dev.secateur.views.bits;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;

import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.component.Words;

/// What tells the costs, and policies from and to files.
final class PolicyMenu {

    private final PoliciesViewModel model;
    private final Supplier<Node> table;

    /// @param table what a picture shows
    PolicyMenu(PoliciesViewModel model, Supplier<Node> table) {
        this.model = model;
        this.table = table;
    }

    Node node() {
        ComboBox<HardwareModel> hardware = new ComboBox<>();
        hardware.setItems(model.choices());
        hardware.setId("bits-hardware");
        hardware.getStyleClass().add("small");
        hardware.setAccessibleText("Whose latency and energy are shown");
        hardware.setConverter(Words.of(costs -> "Costs: " + costs.title()));
        hardware.valueProperty().bindBidirectional(model.hardwareProperty());
        MenuButton files = new MenuButton("Policies", null, item("Import…", this::load),
                item("Export CSV…", () -> save("policies.csv", model::csv)),
                item("Export PNG…", this::savePicture));
        files.setId("bits-policies");
        files.getStyleClass().add("small");
        MenuButton costs = new MenuButton("Hardware", null, item("Time layers here", model::timeHere),
                item("Open table of costs…", this::openTable),
                item("Save table to fill in…", () -> save("costs.csv", model::template)));
        costs.setId("bits-costs");
        costs.getStyleClass().add("small");
        HBox both = new HBox(6, hardware, costs, files);
        both.setAlignment(Pos.CENTER_LEFT);
        both.getStyleClass().add("bits-bar");
        return both;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> action.run());
        return item;
    }

    private void load() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Import a policy");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Policies", "*.json"));
        File file = chooser.showOpenDialog(table.get().getScene().getWindow());
        if (file != null) {
            model.load(file.toPath());
        }
    }

    private void openTable() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a table of costs");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Tables of costs", "*.csv", "*.json"));
        File file = chooser.showOpenDialog(table.get().getScene().getWindow());
        if (file != null) {
            model.openTable(file.toPath());
        }
    }

    private void savePicture() {
        chosen("policies.png").ifPresent(
                file -> write(file, PngEncoder.encode(table.get().snapshot(new SnapshotParameters(), null))));
    }

    private void save(String name, Supplier<String> text) {
        chosen(name).ifPresent(file -> write(file, text.get().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Path> chosen(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export");
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(table.get().getScene().getWindow())).map(File::toPath);
    }

    private void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, channel -> {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            });
        } catch (ProblemException e) {
            model.tell(e);
        }
    }
}
