package dev.secateur.views.depth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;

/// The times of merges: measured one after the other, kept for as long as graph and threads stay the same.
final class MergeTimes {

    private final SessionModel session;
    private final MergeClock clock;
    private final Runnable whenChanged;
    private final Map<Key, Pairing> known = new HashMap<>();
    private final Deque<Key> waiting = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private @Nullable Key underWay;
    private @Nullable RunningJob job;
    private @Nullable Graph graph;

    /// @param isModel true for the whole network, false for one block alone
    private record Key(DepthMergeConfig config, boolean isModel, int threads) {}

    MergeTimes(SessionModel session, MergeClock clock, Runnable whenChanged) {
        this.session = session;
        this.clock = clock;
        this.whenChanged = whenChanged;
    }

    ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /// Forgets everything if another graph is looked at.
    void lookAt(@Nullable Graph now) {
        if (graph != now) {
            cancel();
            known.clear();
            graph = now;
        }
    }

    MergeCard.BlockTime ofBlock(DepthMergeConfig config) {
        return of(new Key(config, false, threads()));
    }

    MergeCard.BlockTime ofModel(DepthMergeConfig config) {
        return of(new Key(config, true, threads()));
    }

    private MergeCard.BlockTime of(Key key) {
        Pairing pairing = known.get(key);
        if (pairing != null) {
            return MergeCard.BlockTime.of(pairing);
        }
        boolean pending = key.equals(underWay) || waiting.contains(key);
        return pending ? MergeCard.BlockTime.MEASURING : MergeCard.BlockTime.NOT_MEASURED;
    }

    private int threads() {
        return session.runSettings().threads();
    }

    /// Measures what is not known yet: each block alone, then all of them in the whole network.
    void measure(List<DepthMergeConfig> blocks, DepthMergeConfig all) {
        cancel();
        blocks.forEach(b -> waiting.add(new Key(b, false, threads())));
        waiting.add(new Key(all, true, threads()));
        waiting.removeIf(known::containsKey);
        startNext();
    }

    /// Stops measuring; what was measured stays.
    void cancel() {
        waiting.clear();
        RunningJob running = job;
        underWay = null;
        job = null;
        measuring.set(false);
        if (running != null) {
            running.cancel();
        }
        whenChanged.run();
    }

    private void startNext() {
        Key key = waiting.poll();
        Graph now = graph;
        underWay = key;
        measuring.set(key != null);
        whenChanged.run();
        if (key == null || now == null) {
            return;
        }
        String what = key.isModel ? "the merged model" : "merged " + key.config.blocks().getFirst();
        job = session.jobs().startFor(new Job<>("Measure " + what, Job.Lane.COMPUTE, progress -> key.isModel
                ? clock.ofModel(now, key.config, key.threads, progress)
                : clock.ofBlock(now, key.config, key.threads, progress)), outcome -> ended(key, now, outcome));
    }

    private void ended(Key key, Graph measured, Outcome<Pairing> outcome) {
        if (measured == graph && outcome instanceof Outcome.Done<Pairing>(Pairing pairing)) {
            known.put(key, pairing);
        }
        if (!key.equals(underWay)) {
            whenChanged.run();
        } else if (outcome instanceof Outcome.Done<Pairing>) {
            startNext();
        } else {
            cancel();
        }
    }

    /// The blocks that have been asked for and are not measured yet.
    Set<DepthMergeConfig> pending() {
        return Set.copyOf(waiting.stream().map(Key::config).toList());
    }
}
