package dev.secateur.app.window;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.secateur.app.actions.Screen;
import dev.secateur.app.jobs.Offscreen;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.picture.SceneImage;

/// The picture of a graph as it is shown, with its marks: all of it, or what is in view.
final class PictureExport {

    /// Pixels for each unit of the scene at 100 %.
    private static final double ZOOM = 2;

    private final ScenePainter.Picture picture;
    private final Rect area;
    private final double zoom;
    private final boolean vector;

    /// Takes what is shown now.
    PictureExport(GraphCanvas canvas, Screen.Picture format) {
        boolean view = format == Screen.Picture.VIEW_PNG || format == Screen.Picture.VIEW_SVG;
        picture = canvas.picture();
        area = view ? canvas.getViewport().visible() : picture.scene().bounds();
        zoom = view ? ZOOM * Math.min(1, canvas.getViewport().zoom()) : ZOOM;
        vector = format.ending().equals("svg");
    }

    /// The bytes of the file. Called off the window's thread, which draws strip by strip and stays free between them.
    byte[] draw(Path target, Progress progress) throws ProblemException {
        if (vector) {
            return Offscreen.onFxThread(() -> new ScenePainter().svg(picture, area)).getBytes(StandardCharsets.UTF_8);
        }
        String refusal = SceneImage.refusal(area, zoom).orElse("");
        if (!refusal.isEmpty()) {
            throw ProblemException.ofFile("cannot draw the picture", target, refusal, "export SVG, or what is in view");
        }
        return new SceneImage(picture, area, zoom).png(strip -> {
            progress.check();
            return Offscreen.onFxThread(strip::get);
        });
    }
}
