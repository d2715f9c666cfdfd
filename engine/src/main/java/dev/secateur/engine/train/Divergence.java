package dev.secateur.engine.train;

import dev.secateur.engine.problem.Problem;

/// A loss that is not finite: found in the middle of a step, dealt with where the training ends.
final class Divergence extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /// @param where the step, as people read it
    Divergence(String where, String why) {
        this(new Problem.OfSetting("the training diverged", where, why,
                "give a lower learning rate, a longer warm-up, or clip the gradients"));
    }

    private Divergence(Problem problem) {
        super(problem.sentence(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
