package dev.secateur.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;

/// Takes files that are dropped anywhere on the window, and says so while they hover.
final class DropTarget extends StackPane {

    private final Label text = new Label();

    DropTarget() {
        getStyleClass().add("drop-target");
        text.getStyleClass().add("drop-text");
        getChildren().add(text);
        setVisible(false);
        setMouseTransparent(true);
    }

    void install(Scene scene, Consumer<Path> open) {
        scene.addEventFilter(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
                show(event.getDragboard().getFiles());
                event.consume();
            }
        });
        scene.addEventFilter(DragEvent.DRAG_EXITED, event -> {
            if (event.getTarget() == scene) {
                setVisible(false);
            }
        });
        scene.addEventFilter(DragEvent.DRAG_DROPPED, event -> {
            setVisible(false);
            List<File> files = event.getDragboard().getFiles();
            if (!files.isEmpty()) {
                open.accept(files.getFirst().toPath());
                event.setDropCompleted(true);
                event.consume();
            }
        });
    }

    private void show(List<File> files) {
        text.setText(files.size() == 1
                ? "Drop to open " + files.getFirst().getName()
                : "Drop to open " + files.getFirst().getName() + ", the first of " + files.size());
        setVisible(true);
    }
}
