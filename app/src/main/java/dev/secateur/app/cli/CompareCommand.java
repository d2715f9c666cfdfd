package dev.secateur.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.compare.Signature;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.tensor.Tensor;

@CommandLine.Command(name = "compare", description = "Hold models against the first one: which layers differ, how often they say the same, how fast each is.")
final class CompareCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", arity = "2..*", description = "ONNX files, the one to compare with first.")
    List<Path> models = List.of();

    @CommandLine.Option(names = "--no-time", description = "Do not time the models in ONNX Runtime.")
    boolean noTime;

    @CommandLine.Option(names = "--csv", paramLabel = "FILE", description = "Also write the models as a table, one line a model; for their layers see export --table differences.")
    @Nullable
    Path csv;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    CompareCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        Path table = csv;
        Destination target = table == null ? null : Destination.of(table, models, false);
        OpenedModel first = OpenedModel.read(models.getFirst(), options);
        List<ComparedModel> others = new ArrayList<>();
        Pictures pictures = data.data == null ? null : pictures(first);
        int parts = models.size() - 1;
        Evaluation reference = pictures == null ? null : evaluate(first, pictures, progress.part(0, 0.2));
        for (int i = 1; i < models.size(); i++) {
            OpenedModel second = OpenedModel.read(models.get(i), options);
            Progress part = progress.part(0.2 + 0.8 * (i - 1) / parts, 0.2 + 0.8 * i / parts);
            Evaluation found = pictures == null ? null : evaluate(second, pictures, part.part(0, 0.5));
            double load = Bench.loadAverage();
            Pairing times = noTime ? null : times(first, second, part.part(0.5, 1));
            others.add(ComparedModel.of(first, second, new ComparedModel.Measured(reference, found, times, load)));
        }
        if (target != null) {
            write(others, target);
        }
        return report(first, reference, others);
    }

    /// Every model is timed in turns with the first one, which therefore stands before each with the time it had there.
    private static void write(List<ComparedModel> others, Destination target) throws ProblemException {
        List<List<Object>> rows = new ArrayList<>(List.of(ComparedModel.head()));
        others.forEach(other -> rows.addAll(other.rows()));
        byte[] bytes = ModelTable.csv(rows).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(target.file(), channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }

    /// The pictures and how they are given.
    private record Pictures(Dataset set, NormalisationChoice choice, EvaluationPlan plan) {}

    private Pictures pictures(OpenedModel model) throws ProblemException {
        Dataset set = data.open(host(), model.graph());
        NormalisationChoice choice = data.choice(host(), set, model.graph(), model.file());
        return new Pictures(set, choice, DataOptions.plan(set, choice.normalisation(), options));
    }

    private Evaluation evaluate(OpenedModel model, Pictures pictures, Progress progress) throws ProblemException {
        try (OrtSession session = OrtSession.open(model.file(), options.runtime())) {
            return Evaluator.run(session, model.graph(), pictures.set(), pictures.plan(), progress);
        } catch (ProblemException e) {
            throw e.in(model.file());
        }
    }

    /// The other model comes first, so that a ratio above 1 says that it is faster.
    private Pairing times(OpenedModel reference, OpenedModel other, Progress progress) throws ProblemException {
        refuseOtherInputs(reference, other);
        Map<String, Tensor> inputs = reference.inputs(options, 1);
        int batch = inputs.isEmpty() ? 1 : SampleInputs.batch(reference.graph(), inputs);
        try (OrtSession a = OrtSession.open(other.file(), options.runtime());
                OrtSession b = OrtSession.open(reference.file(), options.runtime())) {
            return Bench.against(a, b, inputs, batch, BenchPlan.defaults(), progress);
        } catch (ProblemException e) {
            throw e.in(other.file());
        }
    }

    private static void refuseOtherInputs(OpenedModel reference, OpenedModel other) throws ProblemException {
        String mine = Signature.of(reference.graph());
        String theirs = Signature.of(other.graph());
        if (!mine.equals(theirs)) {
            throw ProblemException.ofModel("cannot time the models in turns", null,
                    "it takes " + theirs + " and " + reference.file() + " takes " + mine,
                    "give --no-time to compare their layers only").in(other.file());
        }
    }

    private Report report(OpenedModel first, @Nullable Evaluation reference, List<ComparedModel> others) {
        Map<String, Object> json = Json.object("model", first.file().toString(), "data", data.data, "top1",
                reference == null ? null : reference.top1(), "samples",
                reference == null ? null : reference.samples(), "others",
                others.stream().map(ComparedModel::json).toList());
        List<String> lines = new ArrayList<>();
        for (ComparedModel other : others) {
            lines.add((lines.isEmpty() ? "" : System.lineSeparator()) + other.text());
        }
        return new Report(json, String.join(System.lineSeparator(), lines));
    }
}
