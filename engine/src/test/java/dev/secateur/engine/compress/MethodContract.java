package dev.secateur.engine.compress;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/// What every method has to keep.
public abstract class MethodContract<C extends Record> {

    /// The longest time between two looks at the progress, in nanoseconds: cancelling is obeyed within a second.
    private static final long SECOND = 1_000_000_000L;

    protected abstract Method<C> method();

    /// A small network on which the method works.
    protected abstract Graph graph();

    /// A configuration with which it changes that network.
    protected abstract C config();

    protected MethodResult run(Graph graph, C config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1), progress);
    }

    private MethodResult run(Graph graph) throws ProblemException {
        return run(graph, config(), null, Progress.none());
    }

    @Test
    void isApplicable() {
        assertThat(method().applicability(graph(), config())).isEqualTo(Applicability.yes());
    }

    @Test
    void changesTheNetworkAndTellsWhat() throws Exception {
        Graph graph = graph();
        MethodResult result = run(graph);

        assertThat(result.graph()).isNotSameAs(graph);
        assertThat(result.changes()).isNotEmpty();
        assertThat(result.metrics()).isNotEmpty();
        assertThat(result.report()).isInstanceOf(method().reportType());
        assertThat((Record) ConfigJson.report(method().reportType(), ConfigJson.write(result.report())))
                .isEqualTo(result.report());
    }

    @Test
    void theSameSeedGivesTheSameResult() throws Exception {
        Graph graph = graph();
        MethodResult first = run(graph);
        MethodResult second = run(graph);

        assertThat(OnnxWriter.encode(second.graph())).isEqualTo(OnnxWriter.encode(first.graph()));
        assertThat(second.report()).isEqualTo(first.report());
        assertThat(second.metrics()).isEqualTo(first.metrics());
    }

    @Test
    void theGivenNetworkStaysAsItIs() throws Exception {
        Graph graph = graph();
        byte[] before = OnnxWriter.encode(graph);
        List<Node> nodes = List.copyOf(graph.nodes());
        Map<Value, Tensor> constants = Map.copyOf(graph.constants());
        run(graph);

        assertThat(graph.nodes()).isEqualTo(nodes);
        assertThat(graph.constants()).isEqualTo(constants);
        assertThat(OnnxWriter.encode(graph)).isEqualTo(before);
    }

    @Test
    void theResultIsValidAndKeepsInputsAndOutputs() throws Exception {
        Graph graph = graph();
        Graph after = run(graph).graph();

        assertThat(Constraint.violations(after)).isEmpty();
        assertThat(ShapeInference.infer(after).conflicts()).isEmpty();
        assertThat(after.inputs().stream().map(after::name))
                .isEqualTo(graph.inputs().stream().map(graph::name).toList());
        assertThat(after.outputs().stream().map(after::name))
                .isEqualTo(graph.outputs().stream().map(graph::name).toList());
    }

    @Test
    void whatIsExportedRuns() throws Exception {
        Graph after = OnnxReader.decode(OnnxWriter.encode(run(graph()).graph()), null);
        try (OrtSession session = OrtSession.open(after, OrtOptions.defaults().withThreads(1))) {
            assertThat(session.run(SampleInputs.normal(after, Bindings.none(), 2, 1))).isNotEmpty();
        }
    }

    @Test
    void theConfigurationSurvivesJson() throws Exception {
        @SuppressWarnings("unchecked")
        Class<C> type = (Class<C>) config().getClass();

        assertThat(ConfigJson.read(type, ConfigJson.write(config()))).isEqualTo(config());
        assertThat(ConfigJson.read(type, ConfigJson.write(method().defaults()))).isEqualTo(method().defaults());
    }

    @Test
    void stopsWheneverItIsCancelled() throws Exception {
        Graph graph = graph();
        CountedProgress all = new CountedProgress(Integer.MAX_VALUE);
        run(graph, config(), null, all);
        assertThat(all.asked.get()).isGreaterThan(1);
        assertThat(all.longest).isLessThan(SECOND);
        for (int i = 1; i <= all.asked.get(); i += Math.max(1, all.asked.get() / 5)) {
            stopsWhenCancelled(graph, i);
        }
    }

    /// Cancels at the given look. How often is looked depends a little on how long threads wait for each other: a run that was over before
    /// that look proves nothing, so another one is cancelled earlier.
    private void stopsWhenCancelled(Graph graph, int look) {
        assertThat(look).isPositive();
        CountedProgress some = new CountedProgress(look);
        Throwable end = catchThrowable(() -> run(graph, config(), null, some));
        if (some.asked.get() >= look) {
            assertThat(end).isInstanceOf(CancelledException.class);
        } else {
            assertThat(end).isNull();
            stopsWhenCancelled(graph, some.asked.get() * 9 / 10);
        }
    }

    @Test
    void progressGoesForwardFromZeroToOne() throws Exception {
        CountedProgress all = new CountedProgress(Integer.MAX_VALUE);
        run(graph(), config(), null, all);

        assertThat(all.last).isBetween(0.0, 1.0);
        assertThat(all.wentBack).isFalse();
    }

    /// Cancels when it is asked for the given time.
    private static final class CountedProgress implements Progress {
        private final int end;
        private final AtomicInteger asked = new AtomicInteger();
        private long before = System.nanoTime();
        private long longest;
        private double last;
        private boolean wentBack;

        CountedProgress(int end) {
            this.end = end;
        }

        @Override
        public void report(double fraction, String text) {
            wentBack |= fraction >= 0 && fraction < last - 1e-9;
            last = Math.max(last, fraction);
        }

        @Override
        public synchronized void check() {
            long now = System.nanoTime();
            longest = Math.max(longest, now - before);
            before = now;
            if (asked.incrementAndGet() >= end) {
                throw new CancelledException();
            }
        }
    }
}
