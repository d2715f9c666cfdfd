package dev.secateur.engine.compress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Floor;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.LayerClock;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Moves the numbers of channels that stay to widths that are fast here, at about the same multiply-accumulates.
///
/// Every group starts at the nearest multiple; then groups step up or down, those first that win most time for their
/// multiply-accumulates, until the work is that of the unsnapped cut again.
final class FastWidths {

    /// Blocked memory layouts hold 8 or 16 channels.
    private static final int STEP = 8;
    /// The snapped network does at most this part more work than the unsnapped one.
    private static final double SLACK = 0.01;
    private static final int MOST_STEPS = 64;

    private final Coupling coupling;
    private final double[] scores;
    private final BitSet removable;
    private final int least;
    private final Forecast forecast;
    private LayerTable table;

    /// @param forecast calibrated on the network of the coupling
    FastWidths(Coupling coupling, double[] scores, ChannelConfig config, Forecast forecast, LayerTable table) {
        this.coupling = coupling;
        this.scores = scores;
        this.removable = coupling.removable(config.mixed());
        this.least = config.least();
        this.forecast = forecast;
        this.table = table;
    }

    /// All layers that were timed on the way.
    LayerTable table() {
        return table;
    }

    /// Milliseconds that a network will take; its missing layers are timed.
    double milliseconds(Graph graph, Progress progress) throws ProblemException {
        table = LayerClock.complete(table, Forecast.layers(graph, forecast.batch()), progress);
        return forecast.of(graph, table).orElseThrow();
    }

    /// A state of the search.
    ///
    /// @param kept channels that stay, by group
    private record State(Map<ChannelGroup, Integer> kept, BitSet removed, long macs, double ms) {}

    /// The units to remove instead.
    BitSet snap(BitSet removed, Progress progress) throws ProblemException {
        long budget = macs(ChannelCut.apply(coupling, removed));
        State state = state(nearest(removed), progress);
        for (int step = 0; step < MOST_STEPS; step++) {
            progress.report((double) step / MOST_STEPS, "Looking for fast widths");
            progress.check();
            boolean over = state.macs() > budget * (1 + SLACK);
            Optional<State> next = best(state, over ? -STEP : STEP,
                    over ? Long.MAX_VALUE : (long) (budget * (1 + SLACK)),
                    progress);
            if (next.isEmpty()) {
                break;
            }
            state = next.get();
        }
        return state.removed();
    }

    /// Widths of a cut that take longer than the next multiple would, all else as it is.
    List<WidthReport.SlowWidth> slower(BitSet removed, Progress progress) throws ProblemException {
        double ms = milliseconds(ChannelCut.apply(coupling, removed), Progress.none());
        List<WidthReport.SlowWidth> found = new ArrayList<>();
        for (int g = 0; g < coupling.groups().size(); g++) {
            ChannelGroup group = coupling.groups().get(g);
            progress.report((double) g / coupling.groups().size(), "Timing widths");
            progress.check();
            List<Integer> gone = IntStream.of(group.units()).filter(removed::get).boxed()
                    .sorted(Comparator.comparingDouble((Integer u) -> scores[u]).reversed()).toList();
            int width = group.channels() - gone.size();
            int more = Math.floorMod(-width, STEP);
            if (more > 0 && more <= gone.size()) {
                BitSet wider = (BitSet) removed.clone();
                gone.stream().limit(more).forEach(wider::clear);
                double widerMs = milliseconds(ChannelCut.apply(coupling, wider), Progress.none());
                if (widerMs < ms) {
                    found.add(new WidthReport.SlowWidth(group.id(), width, width + more, ms, widerMs));
                }
            }
        }
        return found;
    }

    private Map<ChannelGroup, Integer> nearest(BitSet removed) {
        Map<ChannelGroup, Integer> kept = new HashMap<>();
        for (ChannelGroup group : coupling.groups()) {
            int gone = (int) IntStream.of(group.units()).filter(removed::get).count();
            if (gone > 0) {
                kept.put(group, clamped(group, Math.round((group.channels() - gone) / (float) STEP) * STEP));
            }
        }
        return kept;
    }

    private int clamped(ChannelGroup group, int width) {
        int fixed = (int) IntStream.of(group.units()).filter(u -> !removable.get(u)).count();
        return Math.clamp(width, Math.max(Math.min(STEP, group.channels()), fixed), group.channels());
    }

    /// The step of one group that wins most time for its work (or loses least), if one is allowed.
    private Optional<State> best(State state, int by, long budget, Progress progress) throws ProblemException {
        List<State> found = new ArrayList<>();
        for (Map.Entry<ChannelGroup, Integer> entry : state.kept().entrySet()) {
            int width = clamped(entry.getKey(), entry.getValue() + by);
            if (width != entry.getValue()) {
                progress.check();
                Map<ChannelGroup, Integer> kept = new HashMap<>(state.kept());
                kept.put(entry.getKey(), width);
                State next = state(kept, progress);
                if (next.macs() != state.macs() && next.macs() <= budget) {
                    found.add(next);
                }
            }
        }
        return found.stream().min(Comparator
                .comparingDouble((State s) -> (s.ms() - state.ms()) / Math.abs(s.macs() - state.macs())));
    }

    private State state(Map<ChannelGroup, Integer> kept, Progress progress) throws ProblemException {
        BitSet removed = new BitSet();
        kept.forEach((group, width) -> IntStream.of(group.units()).filter(removable::get).boxed()
                .sorted(Comparator.comparingDouble(u -> scores[u])).limit(group.channels() - width)
                .forEach(removed::set));
        BitSet floored = Floor.apply(coupling, removed, least, unit -> scores[unit]);
        Graph cut = ChannelCut.apply(coupling, floored);
        return new State(kept, floored, macs(cut), milliseconds(cut, Progress.none()));
    }

    private static long macs(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).macs();
    }
}
