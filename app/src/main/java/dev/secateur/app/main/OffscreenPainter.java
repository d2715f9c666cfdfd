package dev.secateur.app.main;

import java.nio.charset.StandardCharsets;

import dev.secateur.app.cli.GraphPainter;
import dev.secateur.app.jobs.Offscreen;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.paint.PaintStyle;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.picture.SceneImage;
import dev.secateur.views.graph.FirstScene;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.theme.Theme;

/// Draws networks for the command line, without a window and without a display.
final class OffscreenPainter implements GraphPainter {

    /// Pixels for each unit of the scene in a PNG.
    private static final double ZOOM = 2;

    @Override
    public byte[] paint(Graph graph, Format format, Progress progress) throws ProblemException {
        progress.report(-1, "Laying out the graph");
        Analysis analysis = new Analysis(graph);
        progress.check();
        // Text is measured by JavaFX already while the graph is laid out.
        Offscreen.start();
        GraphScene scene = Offscreen.onDeepStack(() -> FirstScene.of(analysis, progress::check));
        progress.report(-1, "Drawing");
        progress.check();
        ScenePainter.Picture picture = ScenePainter.Picture.of(scene, PaintStyle.of(Theme.LIGHT));
        return switch (format) {
            case PNG -> png(picture, progress);
            case SVG ->
                Offscreen.onFxThread(() -> new ScenePainter().svg(picture)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] png(ScenePainter.Picture picture, Progress progress) throws ProblemException {
        String refusal = SceneImage.refusal(picture.scene().bounds(), ZOOM).orElse("");
        if (!refusal.isEmpty()) {
            throw ProblemException.ofSetting("cannot draw the picture", "--format png", refusal,
                    "give --format svg");
        }
        return new SceneImage(picture, ZOOM).png(strip -> {
            progress.check();
            return Offscreen.onFxThread(strip::get);
        });
    }
}
