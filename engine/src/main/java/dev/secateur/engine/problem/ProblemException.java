package dev.secateur.engine.problem;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// Carries a {@link Problem} to the edge of a job or a command, where it is shown once.
public final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    /// A problem with a file.
    public static ProblemException ofFile(String what, Path file, String why, String hint) {
        return new ProblemException(new Problem.OfFile(what, file, why, hint));
    }

    /// A problem with a model, at a node if one is named.
    public static ProblemException ofModel(String what, @Nullable String node, String why, String hint) {
        return new ProblemException(new Problem.OfModel(what, null, node, why, hint));
    }

    /// A problem with a setting.
    public static ProblemException ofSetting(String what, String setting, String why, String hint) {
        return new ProblemException(new Problem.OfSetting(what, setting, why, hint));
    }

    public Problem problem() {
        return problem;
    }

    /// The same problem with the model's file named, if it is a model's problem that names none yet.
    public ProblemException in(Path file) {
        if (problem instanceof Problem.OfModel(String what, Path known, String node, String why, String hint)
                && known == null) {
            return new ProblemException(new Problem.OfModel(what, file, node, why, hint), getCause());
        }
        return this;
    }
}
