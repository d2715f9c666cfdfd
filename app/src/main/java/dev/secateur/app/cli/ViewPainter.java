package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Draws what the window shows of a model, without a display.
public interface ViewPainter {

    /// The views that can be drawn: `graph`, `slimming`, ...
    List<String> views();

    /// A picture of a view, as PNG or SVG.
    ///
    /// @return the bytes of a whole file
    byte[] paint(Wanted wanted, Progress progress) throws ProblemException;

    /// What is drawn.
    ///
    /// @param against what the model is held against in the view `compare`, as its original; null for nothing
    /// @param view one of the views, or `window` for all of the window
    /// @param vector true for SVG, false for PNG
    /// @param size of the window
    /// @param data on which all that is open is evaluated before, and timed; null for neither
    /// @param threads of ONNX Runtime
    record Wanted(Path model, @Nullable Path against, String view, boolean vector, boolean dark, Size size,
            @Nullable String data,
            int threads) {}

    /// Width and height, px.
    record Size(int width, int height) {}
}
