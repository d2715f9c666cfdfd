package dev.secateur.app.window;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.jobs.Offscreen;
import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.engine.compare.Fate;
import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.engine.compare.LayerDifference.Counted;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.report.ReportContent;
import dev.secateur.engine.report.ReportPage;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.paint.PaintStyle;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.chart.ScatterChart;
import dev.secateur.views.chart.ScatterPlot;
import dev.secateur.views.graph.FirstScene;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Theme;

/// The report of a version: what the session knows of it, held against another one.
///
/// @param original what it is held against; null if the version is the original itself
/// @param steps from the original to the version
/// @param plot all versions; empty while they are not measured
record VersionReport(String file, Known version, @Nullable Known original, List<RunRecord.Step> steps, ScatterPlot plot,
        Run run) {

    private static final double WIDTH = 900;
    private static final double HEIGHT = 520;

    /// Under what it was made and measured.
    ///
    /// @param threads of ONNX Runtime
    record Run(long seed, int threads) {}

    /// What is reported of.
    ///
    /// @param file name of the model that is open
    /// @param against what the version is held against; the same for a report of it alone
    record Compared(String file, Version version, Version against) {}

    /// What is known of a version.
    ///
    /// @param accuracy null if it was not evaluated
    record Known(Version version, @Nullable Accuracy accuracy, Measurement time) {

        String name(String file) {
            return version.isOriginal() ? file : file + ", " + version.name() + " " + version.label();
        }
    }

    /// Takes what is known now. Called on the window's thread.
    static VersionReport of(SessionModel session, VersionTree tree, Compared of, ScatterPlot plot) {
        Version present = of.version();
        String file = of.file();
        Deque<RunRecord.Step> steps = new ArrayDeque<>();
        for (Version v = present; !v.isOriginal(); v = tree.version(v.parent())) {
            Step step = v.step();
            if (step != null) {
                MethodResult result = session.resultOf(v);
                Map<String, Object> told = result == null ? Map.of() : ConfigJson.map(result.report());
                steps.addFirst(new RunRecord.Step(step.method(), 1, JsonFile.object(step.config()), told));
            }
        }
        return new VersionReport(file, known(session, present),
                of.against().id() == present.id() ? null : known(session, of.against()), List.copyOf(steps), plot,
                new Run(session.seedProperty().get(), session.runSettings().threads()));
    }

    private static Known known(SessionModel session, Version version) {
        return new Known(version, session.accuracyOf(version), session.measurementOf(version));
    }

    /// The page. Called off the window's thread.
    byte[] page() throws ProblemException {
        Analysis own = new Analysis(version.version().graph());
        Analysis other = original == null ? null : new Analysis(original.version().graph());
        List<ReportContent.Picture> pictures = new ArrayList<>();
        if (!plot.points().isEmpty()) {
            pictures.add(new ReportContent.Picture("All versions of the session",
                    ScatterChart.svg(plot, Theme.LIGHT, WIDTH, HEIGHT)));
        }
        pictures.add(new ReportContent.Picture("Graph of " + version.name(file), drawn(own)));
        if (original != null && other != null) {
            pictures.add(new ReportContent.Picture("Graph of " + original.name(file), drawn(other)));
        }
        ReportContent content = new ReportContent("Report of " + version.name(file), ProgramVersion.text(),
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(), subject(version, own),
                original == null || other == null ? null : subject(original, other), null, steps, run.seed(), times(),
                agreement(),
                other == null ? List.of() : layers(other, own), pictures, Machine.present(run.threads()));
        return ReportPage.of(content).getBytes(StandardCharsets.UTF_8);
    }

    private static String drawn(Analysis analysis) {
        GraphScene scene = Offscreen.onDeepStack(() -> FirstScene.of(analysis, () -> {}));
        ScenePainter.Picture picture = ScenePainter.Picture.of(scene, PaintStyle.of(Theme.LIGHT));
        return Offscreen.onFxThread(() -> new ScenePainter().svg(picture));
    }

    private ReportContent.Subject subject(Known known, Analysis analysis) throws ProblemException {
        byte[] encoded = OnnxWriter.encode(known.version().graph());
        Accuracy accuracy = known.accuracy();
        Evaluation found = accuracy == null ? null : accuracy.evaluation();
        return new ReportContent.Subject(known.name(file), Digest.of(encoded), encoded.length,
                analysis.graph().nodes().size(), analysis.costs().parameters(), analysis.costs().macs(),
                Long.toString(analysis.graph().header().opset()),
                found == null || accuracy == null
                        ? null
                        : new ReportContent.Accuracy(found.samples(), found.top1(), found.top1Interval().low(),
                                found.top1Interval().high(), accuracy.how()));
    }

    private ReportContent.@Nullable Times times() {
        Measurement own = version.time();
        if (Double.isNaN(own.modelMs())) {
            return null;
        }
        double other = original == null ? Double.NaN : original.time().modelMs();
        return new ReportContent.Times(own.modelMs(), other, Double.NaN, Double.NaN, Double.NaN, own.how(), Double.NaN);
    }

    private ReportContent.@Nullable Agreement agreement() {
        Accuracy own = version.accuracy();
        Accuracy other = original == null ? null : original.accuracy();
        if (own == null || other == null) {
            return null;
        }
        Outcomes mine = own.evaluation().outcomes();
        Outcomes theirs = other.evaluation().outcomes();
        return new ReportContent.Agreement(mine.agreement(theirs), mine.disagreements(theirs).size(), List.of());
    }

    private static List<ReportContent.Layer> layers(Analysis before, Analysis after) {
        GraphDifference difference = GraphDifference.of(before.graph(), after.graph());
        List<ReportContent.Layer> layers = new ArrayList<>();
        for (LayerDifference layer : LayerDifference.of(difference, new Counted(before.shapes(), before.costs()),
                new Counted(after.shapes(), after.costs()))) {
            Fate fate = layer.change().fate();
            if (fate != Fate.SAME && fate != Fate.VALUES) {
                layers.add(new ReportContent.Layer(layer.name(), layer.operator(), fate.word(),
                        String.join("; ", layer.change().what()), layer.parameterChange(), layer.macChange()));
            }
        }
        return layers;
    }
}
