package dev.secateur.engine.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class BenchTest {

    private static final OrtOptions ONE = OrtOptions.defaults().withThreads(1);
    private static final BenchPlan SHORT = new BenchPlan(1, 5, 40, Duration.ofMillis(50));
    private static final Graph SMALL = ResNet.of(8, Pictures.fashion(), 1);
    private static final Graph LARGE = ResNet.of(56, Pictures.fashion(), 1);

    @Test
    void statesRunsThreadsAndBatch() throws Exception {
        try (OrtSession session = OrtSession.open(SMALL, ONE)) {
            Timing timing = Bench.time(session, inputs(3), 3, SHORT, Progress.none());
            assertThat(timing.runs()).isBetween(5, 40);
            assertThat(timing.threads()).isEqualTo(1);
            assertThat(timing.batch()).isEqualTo(3);
            assertThat(timing.medianMs()).isPositive();
            assertThat(timing.p90Ms()).isGreaterThanOrEqualTo(timing.medianMs());
        }
    }

    @Test
    void aRatioAboveOneMeansThatTheFirstNetworkIsFaster() throws Exception {
        try (OrtSession small = OrtSession.open(SMALL, ONE); OrtSession large = OrtSession.open(LARGE, ONE)) {
            Ratio ratio = Bench.against(small, large, inputs(1), 1, SHORT, Progress.none()).ratio();
            assertThat(ratio.median()).isGreaterThan(1);
            assertThat(ratio.low()).isLessThanOrEqualTo(ratio.median());
            assertThat(ratio.high()).isGreaterThanOrEqualTo(ratio.median());
        }
    }

    @Test
    void bothNetworksGetTheSameNumberOfRuns() throws Exception {
        try (OrtSession small = OrtSession.open(SMALL, ONE); OrtSession large = OrtSession.open(LARGE, ONE)) {
            Pairing pairing = Bench.against(small, large, inputs(1), 1, SHORT, Progress.none());
            assertThat(pairing.first().runs()).isEqualTo(pairing.second().runs());
        }
    }

    @Test
    void cancellingEndsARunThatIsUnderWay() throws Exception {
        try (OrtSession large = OrtSession.open(LARGE, ONE)) {
            AtomicInteger asked = new AtomicInteger();
            Progress impatient = new Progress() {
                @Override
                public void report(double fraction, String text) {
                    // Only asked whether to go on.
                }

                @Override
                public void check() {
                    if (asked.incrementAndGet() > 1) {
                        throw new CancelledException();
                    }
                }
            };
            // The first question is asked before the run, the second by the watch while the run is under way.
            assertThatThrownBy(() -> large.run(inputs(2000), impatient)).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void theIntervalOfTheMedianIsReproducible() {
        double[] ratios = {0.9, 1.1, 1.0, 1.2, 1.05, 0.95, 1.02};
        Ratio ratio = Ratio.of(ratios);
        assertThat(ratio).isEqualTo(Ratio.of(ratios));
        assertThat(ratio.median()).isEqualTo(1.02);
        assertThat(ratio.low()).isLessThan(1.02);
        assertThat(ratio.high()).isGreaterThan(1.02);
    }

    private static Map<String, Tensor> inputs(int batch) throws Exception {
        return SampleInputs.normal(SMALL, Bindings.none(), batch, 1);
    }
}
