package dev.secateur.views.session;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodListener;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.Recorded;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainListener;

/// The long work a session starts. Called off the thread that the session lives on.
public interface SessionWork {

    /// Reads a model.
    Graph read(Path file, Progress progress) throws ProblemException;

    /// How the file was made, as far as a record beside it tells.
    Recorded recorded(Path file, Graph graph) throws ProblemException;

    /// Computes what can be known of a graph without running it.
    Analysis analyse(Graph graph, Progress progress) throws ProblemException;

    /// Applies a method.
    Applied apply(Request request, Progress progress) throws ProblemException;

    /// Writes a version as ONNX, reads it back, and compares it in ONNX Runtime.
    Exported export(Export request, Progress progress) throws ProblemException;

    /// Times a version in ONNX Runtime.
    Measurement measure(Version version, RunSettings settings, Progress progress) throws ProblemException;

    /// Classifies the chosen data in ONNX Runtime.
    Accuracy evaluate(Version version, RunSettings settings, Progress progress) throws ProblemException;

    /// Opens data for a graph and says what it is: `2,000 pictures of 1×28×28 in 10 classes`.
    String describe(DataChoice data, Graph graph) throws ProblemException;

    /// Frees a batch that the model fixes at 1, if that can be done.
    FreeBatch.Result freeBatch(Graph graph, Progress progress) throws ProblemException;

    /// A method to be applied.
    ///
    /// @param version what it starts from
    /// @param method the method's id
    /// @param config the method's own configuration record
    /// @param listener learns what the method has found so far, on the thread that works
    /// @param training learns how the trainings within the method go, on the thread that works
    /// @param upkeep of trainings that belong to the method
    record Request(Version version, String method, Record config, RunSettings settings, MethodListener listener,
            TrainListener training, Upkeep upkeep) {}

    /// What surrounds a method: where its trainings are saved, how they are held, and what they may learn from.
    ///
    /// @param checkpoint file that they save themselves in, each with a name of its own behind it; null for never
    /// @param resume true to begin where these files say
    /// @param pause lets someone hold them
    /// @param seed of everything random
    /// @param original the model as it was opened
    record Upkeep(@Nullable Path checkpoint, boolean resume, Pause pause, long seed, Graph original) {}

    /// What a method made.
    ///
    /// @param step how it was made
    /// @param summary one line about differences and gains
    /// @param warns true if the user should think twice: what was made is slower than before
    record Applied(MethodResult result, Step step, String summary, boolean warns) {

        /// With nothing to warn of.
        public Applied(MethodResult result, Step step, String summary) {
            this(result, step, summary, false);
        }

        /// What came of it.
        ///
        /// @param what was done, and where the result stands
        Status status(String what) {
            String told = what + ": " + summary;
            return warns ? Status.warning(told) : Status.good(told);
        }
    }

    /// A version to be written.
    ///
    /// @param source the file of the original, for comparing
    record Export(Version version, Path source, Path target, RunSettings settings) {}

    /// What was written.
    ///
    /// @param file the model's file
    /// @param bytes its size, external data included
    /// @param status what ONNX Runtime says of it
    record Exported(Path file, long bytes, Status status) {}
}
