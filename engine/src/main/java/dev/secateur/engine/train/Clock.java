package dev.secateur.engine.train;

/// Times of a training. Pauses do not count.
final class Clock {

    private static final double NANO = 1e-9;
    /// Share of the newest step in the running means.
    private static final double NEWEST = 0.05;

    private double before;
    private long started = -1;
    private long stepBegan;
    private long waitedNow;
    private double step;
    private double speed;
    private double judging;
    private double waited;
    private double stepping;
    private long pictures;
    private double savedAt;

    /// Seconds that were trained before this process.
    void resume(double seconds) {
        before = seconds;
        savedAt = seconds;
    }

    void start() {
        if (started < 0) {
            started = System.nanoTime();
        }
    }

    void pause() {
        if (started >= 0) {
            before += (System.nanoTime() - started) * NANO;
            started = -1;
        }
    }

    double seconds() {
        return before + (started < 0 ? 0 : (System.nanoTime() - started) * NANO);
    }

    /// A step begins, for whose pictures it had to wait.
    void began(long waitedNanoseconds) {
        stepBegan = System.nanoTime() - waitedNanoseconds;
        waitedNow = waitedNanoseconds;
    }

    void ended(int count) {
        double seconds = (System.nanoTime() - stepBegan) * NANO;
        step = step == 0 ? seconds : step + NEWEST * (seconds - step);
        speed = speed == 0 ? count / seconds : speed + NEWEST * (count / seconds - speed);
        waited += waitedNow * NANO;
        stepping += seconds;
        pictures += count;
    }

    void judged(double seconds) {
        judging = seconds;
    }

    void saved() {
        savedAt = seconds();
    }

    double secondsSinceSaving() {
        return seconds() - savedAt;
    }

    double secondsPerStep() {
        return step;
    }

    double secondsPerJudging() {
        return judging;
    }

    double picturesPerSecond() {
        return speed;
    }

    double meanPicturesPerSecond() {
        return stepping == 0 ? 0 : pictures / stepping;
    }

    double waitShare() {
        return stepping == 0 ? 0 : waited / stepping;
    }
}
