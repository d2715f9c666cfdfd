package dev.secateur.engine.job;

/// Thrown by {@link Progress#check()} when the work was cancelled; neither a problem nor a defect.
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled", null, false, false);
    }
}
