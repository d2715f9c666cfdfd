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
import org.testfx.util.WaitForAsyncUtils;

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

    /// Shows a view alone in a light window at the corner of the screen, where all of it can be pointed at.
    public static void showInCorner(FxRobot robot, Parent view, double width, double height) throws TimeoutException {
        show(view, Theme.LIGHT, width, height);
        robot.interact(() -> {
            view.getScene().getWindow().setX(0);
            view.getScene().getWindow().setY(0);
            view.layout();
        });
        WaitForAsyncUtils.waitForFxEvents();
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
