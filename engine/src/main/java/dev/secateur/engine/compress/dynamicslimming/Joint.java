package dev.secateur.engine.compress.dynamicslimming;

import dev.secateur.engine.compress.Param;

/// Training of the network together with its gates.
///
/// @throws IllegalArgumentException if the rise of the rate ends before it begins
public record Joint(
        @Param(label = "Epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures, all stages of a control together. 0 takes the gates of a model that has them and only makes the export anew.") int epochs,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine.") double lr,
        @Param(label = "Batch", unit = "pictures", min = 2, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights alone, not on biases, normalisations and gates.") double weightDecay,
        @Param(label = "Predictor's pace", unit = "of the learning rate", min = 0, max = 10, help = "Learning rate of the gates' own weights, in parts of that of the network; their gradients are brought to one length first.") double pace,
        @Param(label = "Weight of the rate", min = 0, max = 1000, help = "What the squared distance between the wanted and the reached rate of a picture costs.") double lambda,
        @Param(label = "Penalty on scales", min = 0, max = 1, help = "What the absolute value of every gated scale costs; it spreads the scales, so that thresholds tell channels apart.") double penalty,
        @Param(label = "Spread", min = 0.01, max = 4, help = "Deviation over pictures of what the predictor says of a layer, before the sigmoid; 1 is near a quarter of the layer.") double spread,
        @Param(label = "Layers alike", help = "Every layer has the same part of its channels open in the mean; otherwise the parts that one cut by the scales of all layers would leave.") boolean even,
        @Param(label = "Rise from", unit = "of the training", min = 0, max = 1, help = "From here on the rate grows from nothing.") double riseFrom,
        @Param(label = "Rise to", unit = "of the training", min = 0, max = 1, help = "From here on the mean of the rate is the target, and the order of the channels is held.") double riseTo,
        @Param(label = "Temperature", min = 0.1, max = 100, help = "Scores are divided by this before their variance is taken; a trained network is too sure of nearly every picture.") double temperature,
        @Param(label = "Variance of", help = "Whose variance tells how easy a picture is: scores of the classes, or thresholds.") Variance variance,
        @Param(label = "Distil", help = "Also learn from the network as it was before.") boolean distill) {

    public Joint {
        if (!(riseFrom < riseTo)) {
            throw new IllegalArgumentException(
                    "joint.riseFrom has to be below joint.riseTo: " + riseFrom + ", " + riseTo);
        }
    }

    /// The same with another learning rate.
    Joint slower(double rate) {
        return new Joint(epochs, rate, batch, weightDecay, pace, lambda, penalty, spread, even, riseFrom, riseTo,
                temperature,
                variance, distill);
    }

    /// What suits some epochs on a trained network; our own choices, see the method's page.
    public static Joint defaults() {
        return new Joint(10, 0.02, 128, 1e-4, 0.05, 50, 1e-5, 0.4, false, 0, 0.4, 3, Variance.SCORES, false);
    }
}
