package dev.secateur.views.session;

import javafx.beans.property.ObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodListener;
import dev.secateur.engine.session.Version;

/// Carries what a method finds from the thread that works to the one that the session lives on: kept where it is told, shown when the
/// job's progress is delivered.
final class FindingWatch implements MethodListener {

    private final Version version;
    private final String method;
    private final ObjectProperty<@Nullable Finding> shown;
    private volatile @Nullable Record latest;

    FindingWatch(Version version, String method, ObjectProperty<@Nullable Finding> shown) {
        this.version = version;
        this.method = method;
        this.shown = shown;
    }

    @Override
    public void found(Record report) {
        latest = report;
    }

    RunningJob follow(RunningJob job) {
        job.fractionProperty().addListener(o -> show(job));
        job.stateProperty().addListener(o -> show(job));
        return job;
    }

    private void show(RunningJob job) {
        Record report = latest;
        Finding now = shown.get();
        if (!job.isAlive()) {
            if (now != null && now.report() == report) {
                shown.set(null);
            }
        } else if (report != null && (now == null || now.report() != report)) {
            shown.set(new Finding(version, method, report));
        }
    }
}
