package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Losses: one number each, the mean over the batch.
public final class Losses {

    private static final long MEAN = 1;
    private static final long NO_IGNORED_LABEL = -100;

    private Losses() {}

    /// Cross-entropy of class scores against labels.
    ///
    /// @param scores `[N, classes]`, before the softmax
    /// @param labels `[N]` int64, 0 to classes - 1
    /// @param smoothing share of the target that is spread over all classes evenly, 0 to 1 (Szegedy et al. 2016)
    public static Var crossEntropy(Var scores, Var labels, double smoothing) {
        return new Var(
                torch.cross_entropy_loss(scores.raw(), labels.raw(), new TensorOptional(), MEAN, NO_IGNORED_LABEL,
                        smoothing));
    }

    /// Cross-entropy of class scores against probabilities `[N, classes]`.
    public static Var crossEntropyWithProbabilities(Var scores, Var probabilities) {
        return probabilities.mul(scores.logSoftmax(-1)).sum().mul(-1.0 / scores.dim(0));
    }

    /// Kullback-Leibler divergence of the student's softened scores from the teacher's, times the square of the temperature,
    /// so that its gradients keep their size (Hinton et al. 2015). No gradient reaches the teacher.
    ///
    /// @param student `[N, classes]`, before the softmax
    /// @param teacher likewise
    /// @param temperature above 0; larger is softer
    public static Var distillation(Var student, Var teacher, double temperature) {
        Var own = student.div(temperature).logSoftmax(-1);
        Var target = teacher.detach().div(temperature).logSoftmax(-1);
        Var sum = target.exp().mul(target.sub(own)).sum();
        return sum.mul(temperature * temperature / student.dim(0));
    }

    /// Mean squared error over all elements.
    public static Var meanSquaredError(Var found, Var wanted) {
        return new Var(torch.mse_loss(found.raw(), wanted.raw(), MEAN));
    }

    /// Mean over all elements of the Huber loss: half the square up to `delta`, a straight line beyond.
    public static Var huber(Var found, Var wanted, double delta) {
        Var distance = found.sub(wanted).abs();
        Var near = distance.clamp(0, delta);
        return near.square().mul(0.5).add(distance.sub(near).mul(delta)).mean();
    }
}
