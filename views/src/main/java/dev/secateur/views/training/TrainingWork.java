package dev.secateur.views.training;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.experiment.TrainForm;
import dev.secateur.engine.experiment.TrainOutcome;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.record.UnfinishedRun;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;

/// The long work of the training panel. Called off the thread that the session lives on.
public interface TrainingWork {

    /// Trains a network, keeps its record, and keeps what is needed to go on if it does not come to its end.
    ///
    /// @param listener called on the thread that trains
    Trained train(Request request, TrainListener listener, Progress progress) throws ProblemException;

    /// What is known of earlier trainings of a model.
    ///
    /// @param original the model as opened
    Kept kept(Graph original, DataChoice data, Progress progress) throws ProblemException;

    /// Reads the network that an unfinished training began with.
    ///
    /// @throws ProblemException if it cannot be read
    Graph startOf(Offer offer) throws ProblemException;

    /// Removes what was kept to go on with a training.
    void forget(Offer offer) throws ProblemException;

    /// The first test pictures as the network gets them, and what it says of them.
    List<Sample> preview(Graph graph, DataChoice data, int count, Progress progress) throws ProblemException;

    /// What is to be trained.
    ///
    /// @param original the model as opened, which may teach
    /// @param pause holds the training
    record Request(Begin begin, Graph original, TrainForm form, RunSettings settings, Pause pause) {}

    /// What a training begins with.
    ///
    /// @param graph the network
    /// @param source the file that was opened
    /// @param label names the version
    /// @param steps that made the version from the file, in order
    /// @param offer the training to go on with; null to begin one
    record Begin(Graph graph, Path source, String label, List<RunRecord.Step> steps, @Nullable Offer offer) {}

    /// What came of a training.
    ///
    /// @param record where its record is kept
    record Trained(TrainOutcome outcome, Path record) {}

    /// Earlier trainings of a model.
    ///
    /// @param offer the newest one that did not come to its end; null if there is none
    /// @param record the newest record of a training of the model, else of the run that made it; null if there is none
    record Kept(@Nullable Offer offer, @Nullable Recorded record) {}

    /// A record and where it is kept.
    record Recorded(RunRecord record, Path file) {}

    /// A training that can be gone on with.
    ///
    /// @param id of its files
    /// @param form as it was begun; null if it cannot be gone on with
    /// @param text what it is and how far it came, or why it cannot be gone on with
    record Offer(String id, UnfinishedRun run, @Nullable TrainForm form, String text) {

        /// True if it began with a version that was made from the file.
        boolean isOfVersion() {
            return !run.steps().isEmpty();
        }
    }

    /// One picture.
    ///
    /// @param values `[C, H, W]` as the network gets them
    /// @param label name of its class
    /// @param predicted name of the class with the highest score
    record Sample(int channels, int height, int width, float[] values, String label, String predicted) {

        public Sample {
            values = values.clone();
        }

        @Override
        public float[] values() {
            return values.clone();
        }

        boolean isRight() {
            return label.equals(predicted);
        }
    }
}
