package dev.secateur.engine.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;

/// What a report tells.
///
/// @param title of the page
/// @param program that wrote it, with its version
/// @param written local date and time with zone
/// @param model what the report is of
/// @param against what it is held against; null for a report of one model
/// @param record of the run that made the model; null if there is none
/// @param steps that made the model, where there is no record; a record has its own
/// @param seed of everything random in them
/// @param times null if nothing was timed
/// @param agreement null if the two were not asked about the same pictures
/// @param layers layers that differ; empty for a report of one model
/// @param pictures drawn by the program, as SVG
/// @param machine on which the report was written
public record ReportContent(String title, String program, String written, Subject model, @Nullable Subject against,
        @Nullable RunRecord record, List<RunRecord.Step> steps, long seed, @Nullable Times times,
        @Nullable Agreement agreement,
        List<Layer> layers,
        List<Picture> pictures, Machine machine) {

    public ReportContent {
        steps = List.copyOf(steps);
        layers = List.copyOf(layers);
        pictures = List.copyOf(pictures);
    }

    /// A model.
    ///
    /// @param name of its file, or of the version
    /// @param sha256 of its files
    /// @param bytes size of its files
    /// @param accuracy measured for this report; null if it was not
    public record Subject(String name, String sha256, long bytes, int nodes, long parameters, long macs, String opset,
            @Nullable Accuracy accuracy) {}

    /// How well a model classifies, measured in ONNX Runtime.
    ///
    /// @param low end of the 95 % interval
    /// @param high its other end
    /// @param how data and pixels, for people
    public record Accuracy(int samples, double top1, double low, double high, String how) {}

    /// Times in ONNX Runtime on the machine of the report.
    ///
    /// @param medianMs of the model
    /// @param againstMs of the one it is held against; NaN for none
    /// @param ratio time of the other over time of the model, so that above 1 the model is faster; NaN for none
    /// @param low end of the 95 % interval of the ratio
    /// @param high its other end
    /// @param how runs, threads, batch
    /// @param load of the machine before; NaN if it is not known, negative if the system does not tell
    public record Times(double medianMs, double againstMs, double ratio, double low, double high, String how,
            double load) {}

    /// Pictures of which two models say the same.
    ///
    /// @param share 0 to 1
    /// @param apart pictures of which they say different things
    /// @param examples a few of those, for people
    public record Agreement(double share, int apart, List<String> examples) {}

    /// A layer that differs.
    public record Layer(String name, String operator, String change, String what, long parameters, long macs) {}

    /// A picture with its title.
    public record Picture(String title, String svg) {}
}
