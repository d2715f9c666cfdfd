package dev.secateur.views.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.theme.Theme;

/// One view in a window, and its picture.
public final class Stages {

    private Stages() {}

    /// Shows a view alone in a window of the given size.
    public static void show(Parent view, Theme theme, double width, double height) throws TimeoutException {
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            Scene scene = new Scene(view, width, height);
            theme.applyTo(scene);
            stage.setScene(scene);
            stage.show();
        });
    }

    /// Keeps a picture of the view under `target/screenshots`, for people to look at.
    public static void keepPicture(FxRobot robot, Parent view, String name) {
        robot.interact(() -> {
            try {
                Path folder = Files.createDirectories(Path.of("target", "screenshots"));
                Files.write(folder.resolve(name + ".png"), PngEncoder.encode(view.snapshot(null, null)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
