package dev.secateur.views.memory;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.LiveMemory;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Job;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// Live memory of the present, step by step. A model with very many nodes is shown by the largest step of each group of
/// neighbours.
public final class MemoryViewModel {

    private static final int MOST_BARS = 2000;
    private static final int LISTED = 8;

    private final SessionModel session;
    private final SimpleBooleanProperty active = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Plot> plot = new ReadOnlyObjectWrapper<>();
    private @Nullable Analysis computedFor;

    public MemoryViewModel(SessionModel session) {
        this.session = session;
        session.analysisProperty().addListener((o, was, is) -> update());
        active.addListener((o, was, is) -> update());
    }

    /// True while somebody looks; nothing is computed before.
    public SimpleBooleanProperty activeProperty() {
        return active;
    }

    /// What is shown; null while nothing is.
    public ReadOnlyObjectProperty<@Nullable Plot> plotProperty() {
        return plot.getReadOnlyProperty();
    }

    /// The steps of a graph.
    ///
    /// @param memory what is alive at each step
    /// @param shown for each bar, the step that it stands for
    public record Plot(Analysis analysis, LiveMemory memory, int[] shown) {

        public Plot {
            shown = shown.clone();
        }

        @Override
        public int[] shown() {
            return shown.clone();
        }

        int step(int bar) {
            return shown[bar];
        }

        /// Bytes alive by bar.
        double[] alive() {
            return java.util.Arrays.stream(shown).mapToDouble(memory::bytes).toArray();
        }

        /// Bytes that the bar's node itself reads and writes.
        double[] own() {
            return java.util.Arrays.stream(shown).mapToDouble(s -> memory.bytes(s) - memory.waiting(s)).toArray();
        }

        /// `peak 196.6 KB at stage1.block1.conv2, 33 % of it waiting`.
        String fact() {
            if (memory.size() == 0) {
                return "";
            }
            int at = memory.peakStep();
            double waits = memory.peak() == 0 ? 0 : (double) memory.waiting(at) / memory.peak();
            return "peak " + Figures.bytes(memory.peak()) + " at " + name(at) + ", " + Figures.percent(waits)
                    + " of it waiting" + (memory.isKnown() ? "" : " · some sizes are not known");
        }

        Node node(int step) {
            return analysis.graph().nodes().get(step);
        }

        String name(int step) {
            Node node = node(step);
            return analysis.outline().layerOf(node).map(Layer::path).orElseGet(() -> analysis.graph().name(node));
        }

        /// What is alive at a step, for people.
        String details(int step) {
            Graph graph = analysis.graph();
            List<String> lines = new ArrayList<>();
            lines.add(name(step) + " · " + node(step).op().type() + ", step " + Figures.count(step + 1) + " of "
                    + Figures.count(memory.size()));
            lines.add(Figures.bytes(memory.bytes(step)) + " alive, " + Figures.bytes(memory.waiting(step))
                    + " of it waiting for later nodes");
            List<LiveMemory.Live> live = memory.live(step);
            live.stream().limit(LISTED).forEach(l -> lines.add((l.waits() ? "waits  " : "in use ")
                    + Figures.bytes(l.bytes()) + "  " + graph.name(l.value()) + "  "
                    + analysis.shapes().type(l.value()).display()));
            if (live.size() > LISTED) {
                lines.add("and " + Figures.plural(live.size() - LISTED, "smaller one"));
            }
            return String.join("\n", lines);
        }
    }

    /// Selects the node of a bar in all views.
    public void select(int bar) {
        Plot now = plot.get();
        if (now != null) {
            session.select(Selection.ofNode(now.node(now.step(bar)).id()));
        }
    }

    /// Tells the other views which bar is under the pointer; -1 for none.
    public void hover(int bar) {
        Plot now = plot.get();
        session.hoveredProperty().set(
                now == null || bar < 0 ? Selection.NONE : Selection.ofNode(now.node(now.step(bar)).id()));
    }

    /// The bar that stands for a selected node, the first of several; -1 if there is none.
    int selectedBar() {
        return barOf(session.selection());
    }

    /// The bar that stands for the node under the pointer; -1 if there is none.
    int hoveredBar() {
        return barOf(session.hoveredProperty().get());
    }

    private int barOf(Selection selection) {
        Plot now = plot.get();
        if (now == null || selection.nodes().isEmpty()) {
            return -1;
        }
        for (int bar = 0; bar < now.shown.length; bar++) {
            if (selection.nodes().contains(now.node(now.step(bar)).id())) {
                return bar;
            }
        }
        return -1;
    }

    private void update() {
        Analysis analysis = session.analysis();
        if (!active.get() || analysis == computedFor) {
            return;
        }
        computedFor = analysis;
        plot.set(null);
        if (analysis == null) {
            return;
        }
        Job<Plot> job = new Job<>("Follow live memory", Job.Lane.LIGHT, progress -> {
            LiveMemory memory = LiveMemory.of(analysis.graph(), analysis.shapes());
            return new Plot(analysis, memory, bars(memory));
        });
        session.jobs().start(job, made -> {
            if (session.analysis() == made.analysis()) {
                plot.set(made);
            }
        });
    }

    private static int[] bars(LiveMemory memory) {
        int count = Math.min(memory.size(), MOST_BARS);
        int[] bars = new int[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * memory.size() / count);
            int to = (int) ((i + 1L) * memory.size() / count);
            bars[i] = from;
            for (int step = from; step < to; step++) {
                bars[i] = memory.bytes(step) > memory.bytes(bars[i]) ? step : bars[i];
            }
        }
        return bars;
    }
}
