package dev.secateur.views.session;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Version;

/// Analyses, measures and evaluates versions of the open model, the present one or any other, and keeps what was found.
public final class VersionTrials {

    private final SessionModel session;
    private final SessionWork work;
    private final VersionFacts facts;
    private final ReadOnlyIntegerWrapper news = new ReadOnlyIntegerWrapper(0);

    VersionTrials(SessionModel session, SessionWork work, VersionFacts facts) {
        this.session = session;
        this.work = work;
        this.facts = facts;
    }

    /// Counts up whenever something new is known of a version.
    public ReadOnlyIntegerProperty newsProperty() {
        return news.getReadOnlyProperty();
    }

    void tell() {
        news.set(news.get() + 1);
    }

    /// Computes what can be known of a version without running it.
    public RunningJob analyse(Version version) {
        return session.startForModel(
                new Job<>("Analyse " + version.name(), Job.Lane.LIGHT, p -> work.analyse(version.graph(), p)),
                found -> {
                    facts.analyses.put(version.id(), found);
                    session.analysed(version, found);
                    tell();
                    return Status.NONE;
                });
    }

    /// Times a version in ONNX Runtime.
    public RunningJob measure(Version version) {
        RunSettings settings = session.runSettings();
        Job<Measurement> job = new Job<>("Measure " + version.name(), Job.Lane.COMPUTE,
                p -> work.measure(version, settings, p));
        return session.startForModel(job, measured -> {
            session.keep(version, measured);
            return measured.status(version.name());
        });
    }

    /// Counts how many pictures of the chosen data a version classifies rightly, in ONNX Runtime.
    ///
    /// @throws IllegalStateException if no data is chosen
    public RunningJob evaluate(Version version) {
        RunSettings settings = session.runSettings();
        if (settings.data().isNone()) {
            throw new IllegalStateException("no data is chosen");
        }
        Job<Accuracy> job = new Job<>("Evaluate " + version.name(), Job.Lane.COMPUTE,
                p -> work.evaluate(version, settings, p));
        return session.startForModel(job, found -> {
            facts.keep(version.id(), settings.data(), found);
            session.showAccuracy();
            tell();
            return found.status(version.name());
        });
    }
}
