package dev.secateur.engine.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.train.Saved;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.Trainer;
import dev.secateur.engine.train.Trainings;

/// A program that keeps versions, exports them and trains until it is killed, and says of each thing when it is saved.
final class Victim {

    private static final long PLENTY = 1L << 30;
    private static final int EPOCHS = 100_000;

    private Victim() {}

    /// @param args a folder with `model.onnx`, and whether to train beside the rest
    public static void main(String[] args) throws ProblemException {
        Path folder = Path.of(args[0]);
        if (Boolean.parseBoolean(args[1])) {
            train(folder.resolve("training.checkpoint"));
        }
        SessionStore store = new SessionStore(folder.resolve("sessions"));
        List<SessionStore.Kept> kept = store.all().sessions();
        Path model = folder.resolve("model.onnx");
        SessionWriter writer;
        VersionTree tree;
        if (kept.isEmpty()) {
            writer = store.begin(model);
            tree = VersionTree.of("Original", OnnxReader.read(model));
            writer.keep(SessionState.of(tree), PLENTY);
        } else {
            SessionStore.Reopened again = store.open(kept.getFirst().id(), Progress.none());
            writer = again.writer();
            tree = again.tree();
        }
        say("REOPENED " + tree.versions().size());
        while (true) {
            int number = tree.versions().size();
            Graph graph = SessionStoreTest.changed(tree.original().graph(), number % 7, number);
            tree = tree.add("v" + number, graph, new Step("l1", "{}"));
            writer.keep(SessionState.of(tree), PLENTY);
            say("KEPT " + tree.versions().size());
            // The same name again and again, so that a file that is there is replaced while it may be killed.
            Path file = folder.resolve("out-" + number % 3 + ".onnx");
            OnnxWriter.write(graph, file);
            say("EXPORTED " + file.getFileName() + " " + number + " " + Digest.of(file));
        }
    }

    private static void train(Path checkpoint) throws ProblemException {
        if (Files.exists(checkpoint)) {
            say("TRAINED " + Saved.in(checkpoint).steps());
        }
        TrainInput input = Trainings.input(Trainings.config(EPOCHS),
                new TrainInput.Checkpoints(checkpoint, Duration.ZERO, true));
        Thread thread = new Thread(() -> {
            try {
                Trainer.run(input, TrainListener.none(), Progress.none());
            } catch (ProblemException e) {
                say("FAILED " + e.problem().sentence());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
