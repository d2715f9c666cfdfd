package dev.secateur.engine.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.runtime.ModelExport;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainEvent.Ending;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.TrainResult;
import dev.secateur.engine.train.Trainer;

/// Runs a training from beginning to end: measures the network, trains it, measures what came of it in ONNX Runtime, and fills in
/// the record. If a file is asked for, the network is written and read again before it is measured, and the record lies beside it.
public final class Runner {

    private static final int COMPARED = 16;
    private static final int EVALUATED = 100;

    private final TrainTask task;
    private final OrtOptions runtime;
    private final OffsetDateTime started = OffsetDateTime.now();
    private final long startedNs = System.nanoTime();

    private Runner(TrainTask task) {
        this.task = task;
        this.runtime = OrtOptions.defaults().withThreads(task.conditions().threads());
    }

    /// Trains.
    ///
    /// If it is cancelled, or diverges after at least one epoch, the best weights so far are the result and the outcome says so.
    ///
    /// @throws ProblemException if anything is in the way before there are weights to write
    public static TrainOutcome train(TrainTask task, TrainListener listener, Progress progress)
            throws ProblemException {
        return new Runner(task).train(listener, progress);
    }

    private TrainOutcome train(TrainListener listener, Progress progress) throws ProblemException {
        Graph graph = freed(task.start().graph(), progress.part(0, 0.01));
        Normalisation normalisation = task.data().normalisation().normalisation();
        TrainSets sets = task.data().sets();
        Dataset training = sets.training();
        Dataset heldOut = null;
        if (task.data().heldOutShare() > 0) {
            Holdout parts = Holdout.of(training, task.data().heldOutShare(), task.conditions().seed());
            training = parts.training();
            heldOut = parts.heldOut();
        }
        boolean labelled = task.distillation() == null || task.distillation().weight() < 1;
        TrainInput input = new TrainInput(graph, new TrainInput.Pictures(training, heldOut, normalisation),
                task.config(), task.distillation(), task.conditions());
        Trainer.require(input);
        Evaluation before = labelled && task.start().file() != null
                ? evaluated(graph, normalisation, progress.part(0.01, 0.03))
                : null;
        TrainResult result = Trainer.run(input, listener, progress.part(0.03, 0.95));
        Progress rest = progress.part(0.95, 1);
        Graph trained = marked(result.graph(), normalisation);
        Exported exported = task.destination() == null
                ? null
                : written(trained, task.destination(), normalisation, uncancelled(rest));
        Graph measured = exported == null ? trained : OnnxReader.read(exported.file());
        Evaluation after = labelled && result.ending() != Ending.CANCELLED
                ? evaluatedUnlessCancelled(measured, normalisation, rest)
                : null;
        RunRecord record = new RecordWriter(task, started, runtime.threads()).record(
                new RecordWriter.Parts(training, heldOut),
                new RecordWriter.Found(result, trained, exported, before, after),
                (System.nanoTime() - startedNs) / 1e9);
        TrainOutcome.Written written = null;
        if (exported != null) {
            written = new TrainOutcome.Written(exported, RunRecord.beside(exported.file()));
            record.write(written.recordFile());
        }
        if (result.ending() == Ending.DONE) {
            removeCheckpoint();
        }
        return new TrainOutcome(result, trained, written, before, after, record);
    }

    /// With what pixels have to become in its metadata.
    private static Graph marked(Graph graph, Normalisation normalisation) {
        GraphEditor editor = graph.edit();
        editor.setHeader(graph.header().withMetadata(normalisation.toMetadata()));
        return editor.build();
    }

    /// A network with an open batch: a fixed one could not be trained, or teach, with several pictures at once.
    ///
    /// @throws ProblemException if its batch cannot be freed
    public static Graph freed(Graph graph, Progress progress) throws ProblemException {
        Shape shape = graph.requiredInputs().size() == 1
                ? graph.type(graph.requiredInputs().getFirst()).shape()
                : null;
        if (shape == null || shape.rank() == 0 || !(shape.dim(0) instanceof Dim.Known)) {
            return graph;
        }
        return switch (FreeBatch.free(graph, progress)) {
            case FreeBatch.Freed freed -> freed.graph();
            case FreeBatch.Refused refused -> throw ProblemException.ofModel("cannot train the model",
                    refused.node() == null ? null : graph.name(refused.node()),
                    "its batch is fixed, and cannot be freed: " + refused.reason(),
                    "export the model with an open batch");
        };
    }

    /// What was trained is not lost by cancelling what comes after it.
    private @Nullable Evaluation evaluatedUnlessCancelled(Graph graph, Normalisation normalisation, Progress progress)
            throws ProblemException {
        try {
            return evaluated(graph, normalisation, progress);
        } catch (CancelledException e) {
            return null;
        }
    }

    private static Progress uncancelled(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                progress.report(fraction, text);
            }

            @Override
            public void check() {
                // The weights are there and only have to be written.
            }
        };
    }

    private Evaluation evaluated(Graph graph, Normalisation normalisation, Progress progress) throws ProblemException {
        Dataset test = task.data().sets().test();
        try (OrtSession session = OrtSession.open(graph, runtime)) {
            return Evaluator.run(session, graph, test, new EvaluationPlan(normalisation, EVALUATED, test.size()),
                    progress);
        }
    }

    private Exported written(Graph graph, Destination destination, Normalisation normalisation, Progress progress)
            throws ProblemException {
        Dataset test = task.data().sets().test();
        Value input = graph.requiredInputs().getFirst();
        Tensor pictures = readable(test, normalisation);
        Samples samples = new Samples(pictures.dims()[0] + " test pictures",
                List.of(Map.of(graph.name(input), pictures)));
        try (OrtSession reference = OrtSession.open(graph, runtime)) {
            return new ModelExport(runtime).write(graph, destination, reference, samples, progress);
        }
    }

    /// A few pictures to compare on, without those that cannot be read.
    private static Tensor readable(Dataset test, Normalisation normalisation) throws ProblemException {
        for (int from = 0; from < test.size(); from += COMPARED) {
            Batch batch = Batches.readable(test, normalisation, from, Math.min(COMPARED, test.size() - from)).batch();
            if (batch.size() > 0) {
                return Tensor.of(batch.pictures(), batch.dims());
            }
        }
        throw ProblemException.ofSetting("cannot compare the written model", test.name(),
                "none of its test pictures can be read", "use pictures in PNG or JPEG");
    }

    private void removeCheckpoint() throws ProblemException {
        TrainInput.Checkpoints checkpoints = task.conditions().checkpoints();
        if (checkpoints == null) {
            return;
        }
        try {
            Files.deleteIfExists(checkpoints.file());
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove the checkpoint", checkpoints.file(), AtomicFile.reason(e),
                    "remove it by hand");
        }
    }
}
