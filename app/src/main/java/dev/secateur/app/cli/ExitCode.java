package dev.secateur.app.cli;

/// How the process tells its caller what happened.
public final class ExitCode {

    /// The work was done.
    public static final int DONE = 0;
    /// A problem, which the message names; a defect of the program too.
    public static final int PROBLEM = 1;
    /// The arguments are wrong.
    public static final int USAGE = 2;
    /// Ctrl-C.
    public static final int CANCELLED = 130;

    private ExitCode() {}
}
