package dev.secateur.views.training;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Grown;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;

/// What is kept of earlier trainings of the open model: the newest record, and a training to go on with.
final class KeptTrainings {

    private final SessionModel session;
    private final TrainingWork work;
    private final ReadOnlyObjectWrapper<TrainingWork.@Nullable Offer> offer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<TrainingWork.@Nullable Recorded> record = new ReadOnlyObjectWrapper<>();
    private final Map<Step, List<RunRecord.Step>> restored = new IdentityHashMap<>();
    private final ReadOnlyStringWrapper cutOff = new ReadOnlyStringWrapper("");
    private @Nullable RunningJob looking;

    KeptTrainings(SessionModel session, TrainingWork work) {
        this.session = session;
        this.work = work;
        session.treeProperty().addListener((o, was, is) -> {
            if (is == null || was == null || was.original() != is.original()) {
                look(true);
            }
        });
        session.runSettingsProperty().addListener((o, was, is) -> {
            if (!is.data().equals(was.data())) {
                look(true);
            }
        });
    }

    ReadOnlyObjectProperty<TrainingWork.@Nullable Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<TrainingWork.@Nullable Recorded> recordProperty() {
        return record.getReadOnlyProperty();
    }

    /// What was cut off by the end of the program and how far it came; empty if nothing was, or it was put off.
    ReadOnlyStringProperty cutOffProperty() {
        return cutOff.getReadOnlyProperty();
    }

    void putOff() {
        cutOff.set("");
    }

    /// Looks again what there is.
    ///
    /// @param telling true to say that there is a training to go on with
    void look(boolean telling) {
        cutOff.set("");
        offer.set(null);
        record.set(null);
        if (looking != null) {
            looking.cancel();
        }
        VersionTree tree = session.tree();
        if (tree == null) {
            return;
        }
        var data = session.runSettings().data();
        looking = session.jobs().start(new Job<>("Look for earlier trainings", Job.Lane.LIGHT,
                p -> work.kept(tree.original().graph(), data, p)), found -> {
                    offer.set(found.offer());
                    record.set(found.record());
                    if (telling && found.offer() != null && !found.offer().run().stopped()) {
                        cutOff.set(found.offer().text());
                    }
                });
    }

    /// Removes what is kept to go on with the offered training.
    void forget() {
        TrainingWork.Offer now = offer.get();
        if (now != null) {
            session.jobs().start(new Job<>("Forget a training", Job.Lane.LIGHT, p -> {
                work.forget(now);
                return now;
            }), gone -> look(false));
        }
    }

    /// Finds the version that the offered training began with, or makes it from what was kept, and hands it over.
    void begin(TrainingWork.Offer wanted, Consumer<Version> then) {
        VersionTree tree = session.tree();
        if (tree == null) {
            return;
        }
        Optional<Version> there = tree.versions().stream()
                .filter(v -> steps(tree, v).equals(wanted.run().steps()))
                .findFirst();
        cutOff.set("");
        if (there.isPresent()) {
            then.accept(there.get());
            return;
        }
        Step step = new Step("restored", ConfigJson.write(new Restored(wanted.run().steps())));
        restored.put(step, wanted.run().steps());
        RunningJob restoring = session.grow(tree.original(),
                new Job<>("Restore " + wanted.run().label(), Job.Lane.LIGHT,
                        p -> new Grown(work.startOf(wanted), wanted.run().label() + ", restored", step,
                                Status.good("as it was when its training began"))),
                null);
        restoring.stateProperty().addListener((o, was, is) -> {
            VersionTree grown = session.tree();
            if (is == RunningJob.State.DONE && grown != null) {
                grown.versions().stream().filter(v -> v.step() == step).findFirst().ifPresent(then);
            }
        });
    }

    /// The configuration of a version that was read again: the steps that it stands for.
    private record Restored(List<RunRecord.Step> steps) {}

    /// What made a version from the file, in order.
    List<RunRecord.Step> steps(VersionTree tree, Version version) {
        List<RunRecord.Step> steps = new ArrayList<>();
        for (Version at = version; !at.isOriginal(); at = tree.version(at.parent())) {
            Step step = at.step();
            if (step != null) {
                steps.addAll(0, restored.getOrDefault(step, List.of(RunRecord.Step.of(step.method(), step.config()))));
            }
        }
        return steps;
    }
}
