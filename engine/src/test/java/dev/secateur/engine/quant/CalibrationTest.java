package dev.secateur.engine.quant;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CalibrationTest {

    private static final int BATCH = 8;

    private final Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 3);
    private final List<Value> watched = QuantLayer.of(graph).stream().map(QuantLayer::data).distinct().toList();

    /// Batches made one after the other; of each but the last one nobody but the caller may hold on to anything.
    private final class Made implements CalibrationData {

        private final int batches;
        private final float odd;
        private final List<WeakReference<Tensor>> given = new ArrayList<>();
        private int mostAlive;

        Made(int batches, float odd) {
            this.batches = batches;
            this.odd = odd;
        }

        @Override
        public int batches() {
            return batches;
        }

        @Override
        public int samples() {
            return batches * BATCH;
        }

        @Override
        public Map<String, Tensor> batch(int index) {
            float[] pixels = new float[BATCH * 64];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) Math.sin(index * 31.0 + i);
            }
            pixels[0] = odd;
            Tensor made = Tensor.of(pixels, BATCH, 1, 8, 8);
            if (index % 50 == 49) {
                System.gc();
                mostAlive = Math.max(mostAlive, (int) given.stream().filter(r -> r.get() != null).count());
            }
            given.add(new WeakReference<>(made));
            return Map.of(graph.name(graph.requiredInputs().getFirst()), made);
        }

        @Override
        public int classes() {
            return 0;
        }

        @Override
        public long[] labels(int index) {
            return new long[0];
        }

        @Override
        public String description() {
            return samples() + " made pictures";
        }
    }

    @Test
    void manyPicturesNeedNoMoreMemoryThanFew() throws Exception {
        Made many = new Made(200, 0.5f);
        Map<Value, Calibration.Seen> seen = Calibration.run(graph, watched, many, 1, Progress.none());
        Made few = new Made(4, 0.5f);
        Map<Value, Calibration.Seen> less = Calibration.run(graph, watched, few, 1, Progress.none());

        assertThat(many.mostAlive).as("batches alive at once").isLessThanOrEqualTo(2);
        assertThat(requireNonNull(seen.get(watched.getLast())).histogram().count())
                .isEqualTo(50 * requireNonNull(less.get(watched.getLast())).histogram().count());
        assertThat(seen.values()).allSatisfy(s -> assertThat(s.histogram().sizes()).hasSize(Histogram.BINS / 2));
    }

    @Test
    void aNumberThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> Calibration.run(graph, watched, new Made(2, Float.NaN), 1, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("not finite");
    }
}
