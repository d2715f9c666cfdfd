package dev.secateur.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Fate;
import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.engine.compare.LayerDifference.Counted;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.report.ReportContent;
import dev.secateur.engine.report.ReportPage;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;
import dev.secateur.views.text.Figures;

/// Writes the web page that tells all about a model.
///
/// @param against what the model is held against; null for nothing
/// @param timed whether to time in ONNX Runtime
/// @param data which pictures, if any, accuracy is measured on
record ModelReport(Host host, SharedOptions options, Path model, @Nullable Path against, boolean timed,
        DataOptions data, OutOptions out) {

    private static final int EXAMPLES = 10;

    Report write(Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        OpenedModel other = against == null ? null : OpenedModel.read(against, options);
        Destination destination = destination(opened, other);
        Path recorded = RunRecord.beside(model);
        RunRecord record = Files.exists(recorded) ? RunRecord.read(recorded) : null;
        Tested tested = data.data == null ? null : test(opened, other, progress.part(0, 0.4));
        ReportContent.Times times = timed
                ? new PairTimes(options).measure(opened, other, progress.part(0.4, 0.8))
                : null;
        ReportContent content = new ReportContent("Report of " + model.getFileName(),
                CommandLineProgram.nameAndVersion(), OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                subject(opened, tested == null ? null : tested.own(), tested),
                other == null ? null : subject(other, tested == null ? null : tested.other(), tested), record,
                List.of(), 0, times,
                tested == null ? null : agreement(tested),
                other == null ? List.of() : layers(other, opened), pictures(opened, other, progress.part(0.8, 1)),
                Machine.present(options.runtime().threads()));
        byte[] page = ReportPage.of(content).getBytes(StandardCharsets.UTF_8);
        progress.check();
        write(destination.file(), page);
        return new Report(Json.object("model", model.toString(), "against", against == null ? null : against.toString(),
                "out", destination.file().toString(), "bytes", page.length, "record",
                record == null ? null : recorded.toString(), "top1",
                tested == null ? null : tested.own().top1(), "medianMs", times == null ? null : times.medianMs()),
                destination.file() + ": " + Figures.bytes(page.length)
                        + (record == null
                                ? "; there is no record beside the model, so it does not tell what was done"
                                : ""));
    }

    private Destination destination(OpenedModel opened, @Nullable OpenedModel other) throws ProblemException {
        Destination destination = out.destination(opened);
        if (other != null) {
            Set<Path> sources = new LinkedHashSet<>(OnnxReader.files(other.graph()));
            sources.add(other.file());
            Destination.of(out.out, sources, true);
        }
        Destination.of(out.out, Set.of(RunRecord.beside(model)), true);
        return destination;
    }

    private static void write(Path file, byte[] page) throws ProblemException {
        AtomicFile.write(file, channel -> {
            ByteBuffer left = ByteBuffer.wrap(page);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }

    /// What was measured on pictures.
    ///
    /// @param other null if there is one model only
    private record Tested(Evaluation own, @Nullable Evaluation other, String how) {}

    private Tested test(OpenedModel opened, @Nullable OpenedModel other, Progress progress) throws ProblemException {
        Dataset pictures = data.open(host, opened.graph());
        NormalisationChoice choice = data.choice(host, pictures, opened.graph(), model);
        String how = pictures.name() + ", " + choice.display();
        Evaluation own = evaluate(opened, pictures, choice, progress.part(0, 0.5));
        return new Tested(own, other == null ? null : evaluate(other, pictures, choice, progress.part(0.5, 1)), how);
    }

    private Evaluation evaluate(OpenedModel opened, Dataset pictures, NormalisationChoice choice, Progress progress)
            throws ProblemException {
        try (OrtSession session = OrtSession.open(opened.file(), options.runtime())) {
            return Evaluator.run(session, opened.graph(), pictures,
                    DataOptions.plan(pictures, choice.normalisation(), options), progress);
        } catch (ProblemException e) {
            throw e.in(opened.file());
        }
    }

    private static ReportContent.Subject subject(OpenedModel opened, @Nullable Evaluation found,
            @Nullable Tested tested) throws ProblemException {
        Counted counted = Counted.of(opened.graph(), opened.shapes());
        ReportContent.Accuracy accuracy = found == null || tested == null
                ? null
                : new ReportContent.Accuracy(found.samples(), found.top1(), found.top1Interval().low(),
                        found.top1Interval().high(), tested.how());
        Graph graph = opened.graph();
        return new ReportContent.Subject(String.valueOf(opened.file().getFileName()),
                Digest.of(List.copyOf(OnnxReader.files(graph))), opened.bytes(), graph.nodes().size(),
                counted.costs().parameters(), counted.costs().macs(), Long.toString(graph.header().opset()), accuracy);
    }

    private static ReportContent.@Nullable Agreement agreement(Tested tested) {
        Evaluation other = tested.other();
        if (other == null) {
            return null;
        }
        Outcomes mine = tested.own().outcomes();
        List<Outcomes.Disagreement> apart = other.outcomes().disagreements(mine);
        List<String> classes = mine.classes();
        return new ReportContent.Agreement(mine.agreement(other.outcomes()), apart.size(),
                apart.stream().limit(EXAMPLES).map(d -> "picture " + d.sample() + " (" + classes.get(d.label())
                        + "): " + classes.get(d.first()) + " before, " + classes.get(d.second()) + " now").toList());
    }

    private static List<ReportContent.Layer> layers(OpenedModel before, OpenedModel after) {
        GraphDifference difference = GraphDifference.of(before.graph(), after.graph());
        List<ReportContent.Layer> layers = new ArrayList<>();
        for (LayerDifference layer : LayerDifference.of(difference, Counted.of(before.graph(), before.shapes()),
                Counted.of(after.graph(), after.shapes()))) {
            Fate fate = layer.change().fate();
            if (fate != Fate.SAME && fate != Fate.VALUES) {
                layers.add(new ReportContent.Layer(layer.name(), layer.operator(), fate.word(),
                        String.join("; ", layer.change().what()), layer.parameterChange(), layer.macChange()));
            }
        }
        return layers;
    }

    private List<ReportContent.Picture> pictures(OpenedModel opened, @Nullable OpenedModel other, Progress progress)
            throws ProblemException {
        List<ReportContent.Picture> pictures = new ArrayList<>();
        pictures.add(picture(opened, progress.part(0, 0.5)));
        if (other != null) {
            pictures.add(picture(other, progress.part(0.5, 1)));
        }
        return pictures;
    }

    private ReportContent.Picture picture(OpenedModel opened, Progress progress) throws ProblemException {
        byte[] svg = host.painter().paint(opened.graph(), GraphPainter.Format.SVG, progress);
        return new ReportContent.Picture("Graph of " + opened.file().getFileName(),
                new String(svg, StandardCharsets.UTF_8));
    }
}
