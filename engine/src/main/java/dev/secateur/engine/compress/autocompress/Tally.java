package dev.secateur.engine.compress.autocompress;

/// Counts the pictures that went through the network.
final class Tally {

    private long search;
    private long admm;
    private long retraining;
    private long judging;

    void searched(long pictures) {
        search += pictures;
    }

    void led(long pictures) {
        admm += pictures;
    }

    void retrained(long pictures) {
        retraining += pictures;
    }

    void judged(long pictures) {
        judging += pictures;
    }

    AutoCompressReport.Passes passes() {
        return new AutoCompressReport.Passes(search, admm, retraining, judging);
    }
}
