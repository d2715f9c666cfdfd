package dev.secateur.views.session;

import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Told;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;

/// Analyses, measures and evaluates versions of the open model, the present one or any other, and keeps what was found.
public final class VersionTrials {

    private final SessionModel session;
    private final SessionWork work;
    private final VersionFacts facts;
    private final ReadOnlyIntegerWrapper news = new ReadOnlyIntegerWrapper(0);

    /// What is known of versions that are taken over.
    ///
    /// @param measured in the words of {@link #texts}
    /// @param told see {@link #told}
    record Known(Map<String, String> measured, Map<Integer, Told> told) {

        static final Known NOTHING = new Known(Map.of(), Map.of());
    }

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

    /// Computes the same of all versions of which it is not known, one after the other: after reopening, none was looked at.
    void analyseOthers(VersionTree versions) {
        versions.versions().stream()
                .filter(v -> v.id() != versions.presentId() && !facts.analyses.containsKey(v.id())).findFirst()
                .ifPresent(v -> analyseNext(v, versions));
    }

    private void analyseNext(Version version, VersionTree versions) {
        Job<Analysis> job = new Job<>("Analyse " + version.name(), Job.Lane.LIGHT,
                p -> work.analyse(version.graph(), p));
        session.jobs().startQuietly(job, outcome -> {
            VersionTree now = session.tree();
            if (outcome instanceof Outcome.Done<Analysis>(Analysis found) && now != null
                    && now.original() == versions.original()) {
                facts.analyses.put(version.id(), found);
                session.analysed(version, found);
                tell();
                analyseOthers(versions);
            }
        });
    }

    /// What the work that made the versions told of itself, by the version's id.
    Map<Integer, Told> told() {
        return facts.told();
    }

    /// What was measured of all versions, in the words of a file.
    Map<String, String> texts() {
        return facts.texts();
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

    /// Counts how many pictures of the chosen data a version classifies rightly, in ONNX Runtime; where a method cut and then
    /// trained, also how many it did in between.
    ///
    /// @throws IllegalStateException if no data is chosen
    public RunningJob evaluate(Version version) {
        RunSettings settings = session.runSettings();
        if (settings.data().isNone()) {
            throw new IllegalStateException("no data is chosen");
        }
        Job<Accuracy> job = new Job<>("Evaluate " + version.name(), Job.Lane.COMPUTE,
                p -> evaluated(version, settings, p));
        return session.startForModel(job, found -> {
            facts.keep(version.id(), settings.data(), found);
            session.showAccuracy();
            tell();
            return found.status(version.name());
        });
    }

    private Accuracy evaluated(Version version, RunSettings settings, Progress progress) throws ProblemException {
        MethodResult made = facts.results.get(version.id());
        Graph cut = made == null ? null : made.untrained();
        if (cut == null) {
            return work.evaluate(version, settings, progress);
        }
        Accuracy whole = work.evaluate(version, settings, progress.part(0, 0.5));
        Version between = new Version(version.id(), version.parent(), version.label(), cut, version.step());
        return new Accuracy(whole.evaluation(), whole.how(),
                work.evaluate(between, settings, progress.part(0.5, 1)).evaluation());
    }
}
