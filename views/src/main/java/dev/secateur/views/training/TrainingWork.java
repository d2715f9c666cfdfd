package dev.secateur.views.training;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.TrainResult;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;

/// The long work of the training panel. Called off the thread that the session lives on.
public interface TrainingWork {

    /// Trains a network.
    ///
    /// @param listener called on the thread that trains
    TrainResult train(Request request, TrainListener listener, Progress progress) throws ProblemException;

    /// The first test pictures as the network gets them, and what it says of them.
    List<Sample> preview(Graph graph, DataChoice data, int count, Progress progress) throws ProblemException;

    /// What is to be trained.
    ///
    /// @param graph the version
    /// @param original the model as opened, which may teach
    /// @param pause holds the training
    record Request(Graph graph, Graph original, TrainForm form, RunSettings settings, Pause pause) {}

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
