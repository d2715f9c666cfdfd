package dev.secateur.engine.train;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// What a method adds to plain training: it attaches itself to the network and has a word in every step.
///
/// One object serves one training, on one thread. A step is
/// ```
/// for each pass: before(moment, pass); run the network; loss(plain loss, pass); gradients are added up
/// the optimiser moves all parameters; after(moment)
/// ```
/// Whatever depends on how far the training is (mixing factors, penalties, temperatures) must follow from the {@link Moment} alone:
/// then a training that goes on from a checkpoint gives the same bits. Held-out pictures are judged with the plain loss, in
/// {@link dev.secateur.engine.autograd.Mode#EVAL}.
public interface Extension extends AutoCloseable {

    /// Where a training is.
    ///
    /// @param step 0 for the first
    /// @param perEpoch steps of an epoch, 1 or more
    /// @param total steps of the whole training
    record Moment(long step, int perEpoch, long total) {

        /// Epochs gone, whole ones and the part of the present one.
        public double epoch() {
            return (double) step / perEpoch;
        }

        /// Epochs of the whole training.
        public int epochs() {
            return Math.toIntExact(total / perEpoch);
        }

        /// Share of the training that is gone, 0 to below 1.
        public double fraction() {
            return (double) step / total;
        }
    }

    /// One way through the network and back.
    ///
    /// @param index 0 for the first of the step
    /// @param batch with its labels
    /// @param pictures of the batch as the network got them, `[N, C, H, W]`
    /// @param values what was asked for by {@link #wanted}
    /// @param scores `[N, classes]`; null if the network gives none
    record Pass(Moment moment, int index, Batch batch, Var pictures, Map<Value, Var> values, @Nullable Var scores) {

        /// A value that was asked for.
        public Var value(Value wanted) {
            Var found = values.get(wanted);
            if (found == null) {
                throw new IllegalArgumentException("a value that was not asked for");
            }
            return found;
        }
    }

    /// Prepares the network, once, before its parameters are counted: interceptors, parametrisations, frozen parameters.
    ///
    /// @throws ProblemException if it does not suit the network
    void attach(TrainableGraph network) throws ProblemException;

    /// Parameters that are trained beside those of the network and those attached to it.
    default List<Parameter> parameters() {
        return List.of();
    }

    /// Inner values of the network that the loss needs.
    default List<Value> wanted() {
        return List.of();
    }

    /// Passes in a step, 1 or more.
    default int passes() {
        return 1;
    }

    /// Sets everything for a pass.
    default void before(Moment moment, int pass) {}

    /// What is made small in a pass, one number.
    ///
    /// @param plain the loss of plain training: labels, teacher, or both
    default Var loss(Var plain, Pass pass) {
        return plain;
    }

    /// Called when the optimiser has moved the parameters: projections, bounds.
    default void after(Moment moment) {}

    /// Called at the end of an epoch, before its weights are judged: statistics that belong to the weights as they will be used. What is
    /// cancelled here is done again when the training goes on.
    ///
    /// @param moment the first step of the next epoch
    /// @throws ProblemException if pictures cannot be read
    default void beforeJudging(Moment moment, Progress progress) throws ProblemException {}

    /// False while the weights at the end of an epoch are only on the way, so that they are never kept as the best.
    ///
    /// @param moment the first step of the next epoch
    default boolean mayKeep(Moment moment) {
        return true;
    }

    /// What it remembers from step to step beside parameters; goes into checkpoints. Always the same objects.
    default Map<String, Var> state() {
        return Map.of();
    }

    @Override
    default void close() {}

    /// Adds nothing.
    static Extension none() {
        return network -> {};
    }
}
