package dev.secateur.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Interruption;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.job.CancelledException;

/// One step: the passes through the network, their gradients, and the optimiser.
///
/// @param variables what the optimiser moves, in its order
record TrainStep(TrainInput input, Objective objective, Extension extension, TrainableGraph network,
        Optimiser optimiser,
        List<Var> variables) {

    private static final long STREAM = 0x9e3779b97f4a7c15L;

    /// What a step came to.
    ///
    /// @param loss mean of its passes
    /// @param right labels met in the first pass
    record Made(double loss, long right) {}

    /// Makes a step. What is thrown on the way leaves everything as it was before.
    ///
    /// @param interruption asked between the nodes of the network
    Made make(Batch batch, Extension.Moment moment, double lr, Interruption interruption) throws Divergence {
        Torch.setSeed(input.conditions().seed() + moment.step() * STREAM);
        try (Scope scope = Scope.open()) {
            Sum sum = new Sum(variables.size());
            Made made = interruption.isActive()
                    ? orAsBefore(new Turn(batch, moment, lr, interruption), sum)
                    : passes(new Turn(batch, moment, lr, interruption), sum);
            clip(sum.gradients(), moment, lr);
            optimiser.step(sum.gradients(), lr, moment.step() + 1);
            sum.close(extension.passes() > 1);
            extension.after(moment);
            return made;
        }
    }

    private record Turn(Batch batch, Extension.Moment moment, double lr, Interruption interruption) {}

    /// Passes that leave no trace if they are ended in the middle, so that the checkpoint then written is that of the last step.
    private Made orAsBefore(Turn turn, Sum sum) throws Divergence {
        List<Var> moving = Stream.concat(network.statistics().stream().flatMap(s -> Stream.of(s.mean(), s.variance())),
                extension.state().values().stream()).toList();
        List<Var> before = moving.stream().map(v -> v.detach().copy()).toList();
        try {
            return passes(turn, sum);
        } catch (RuntimeException e) {
            // A method may go back through a tape of its own, which then gives what native code made of it.
            RuntimeException own = turn.interruption().instead(e);
            if (own instanceof CancelledException) {
                for (int i = 0; i < moving.size(); i++) {
                    Update.assign(moving.get(i), before.get(i));
                }
            }
            throw own;
        }
    }

    private Made passes(Turn turn, Sum sum) throws Divergence {
        int passes = extension.passes();
        double loss = 0;
        long right = 0;
        for (int pass = 0; pass < passes; pass++) {
            extension.before(turn.moment(), pass);
            Made made = pass(turn, pass, sum);
            loss += made.loss();
            right = pass == 0 ? made.right() : right;
        }
        return new Made(loss / passes, right);
    }

    private Made pass(Turn turn, int pass, Sum sum) throws Divergence {
        // Gradients of several passes outlive each pass, whose tape is freed at its end.
        boolean several = extension.passes() > 1;
        try (Section own = several ? ownScope() : () -> {}) {
            Objective.Judged judged;
            try (Section narrow = input.config().bfloat16() ? Torch.inBfloat16() : () -> {}) {
                judged = objective.judge(network, turn.batch(), Mode.TRAIN,
                        new Objective.Extended(extension, turn.moment(), pass));
            }
            double loss = judged.loss().item();
            if (!Double.isFinite(loss)) {
                throw diverged("the loss", loss, turn.moment(), turn.lr());
            }
            sum.add(turn.interruption().gradients(judged.loss(), variables), several);
            long right = !objective.usesLabels() || judged.scores() == null
                    ? 0
                    : Meter.right(judged.scores().toFloats(), turn.batch());
            return new Made(loss, right);
        }
    }

    private static Section ownScope() {
        Scope scope = Scope.open();
        return scope::close;
    }

    private void clip(List<Optional<Var>> gradients, Extension.Moment moment, double lr) throws Divergence {
        double most = input.config().regularisation().clip();
        if (most == 0) {
            return;
        }
        List<Var> all = gradients.stream().flatMap(Optional::stream).toList();
        double norm = Update.norm(all);
        if (!Double.isFinite(norm)) {
            throw diverged("the norm of the gradients", norm, moment, lr);
        }
        if (norm > most) {
            Update.scale(all, most / norm);
        }
    }

    private static Divergence diverged(String what, double value, Extension.Moment moment, double lr) {
        return new Divergence("step " + (moment.step() + 1) + " of " + moment.total(), what + " became " + value
                + " at a learning rate of " + String.format(Locale.ROOT, "%.3g", lr));
    }

    /// Gradients added up over the passes of a step.
    private static final class Sum {

        private final List<Optional<Var>> gradients = new ArrayList<>();

        Sum(int variables) {
            for (int i = 0; i < variables; i++) {
                gradients.add(Optional.empty());
            }
        }

        void add(Gradients more, boolean keep) {
            for (int i = 0; i < gradients.size(); i++) {
                Optional<Var> own = gradients.get(i);
                Optional<Var> other = more.at(i);
                if (own.isPresent() && other.isPresent()) {
                    Update.addScaled(own.get(), 1, other.get());
                } else if (other.isPresent()) {
                    gradients.set(i, keep ? other.map(Var::keep) : other);
                }
            }
        }

        List<Optional<Var>> gradients() {
            return gradients;
        }

        void close(boolean kept) {
            if (kept) {
                gradients.forEach(g -> g.ifPresent(Var::close));
            }
        }
    }
}
