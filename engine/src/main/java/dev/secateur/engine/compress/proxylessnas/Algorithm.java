package dev.secateur.engine.compress.proxylessnas;

/// How architecture parameters learn.
public enum Algorithm {
    /// Two operations of each edge are drawn and compared; the paper's form.
    TWO_PATHS("two-paths"),
    /// One operation is run and all are compared; the released code's form.
    FULL("full"),
    /// Whole networks are drawn and rewarded (Williams 1992); needs no slope of the time.
    REINFORCE("reinforce");

    private final String name;

    Algorithm(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
