package dev.secateur.gpu.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ConvolutionPair;
import dev.secateur.engine.kernel.Grids;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.RoundingErrors;
import dev.secateur.engine.kernel.RoundingSweep;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedKernelsTest {

    private final List<String> told = new ArrayList<>();

    private GuardedKernels guarded(JavaDevice device) {
        return new GuardedKernels(new DeviceKernels(device, 3000), 0, told::add);
    }

    private static float[] normal(int count) {
        Random random = new Random(5);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Grids grid(float step) {
        return new Grids(1, new float[]{step}, new float[]{-7}, new float[]{7});
    }

    @Test
    void aDeviceThatIsLostInTheMiddleOfASweepLosesNothing() {
        float[] values = normal(2000);
        JavaDevice device = new JavaDevice().failingFrom(2);
        try (RoundingSweep sweep = guarded(device).sweep(values)) {
            for (int i = 1; i <= 5; i++) {
                RoundingErrors expected = Kernels.plain().roundingErrors(values, grid(0.1f * i));
                assertThat(sweep.errors(grid(0.1f * i)).sqnr(0)).isCloseTo(expected.sqnr(0),
                        org.assertj.core.api.Assertions.within(1e-6));
            }
        }
        assertThat(device.runs()).isEqualTo(3);
        assertThat(told).containsExactly(
                "Java failed (it does not answer). The engine's own kernels do its work from now on.");
    }

    @Test
    void nothingIsCountedTwiceWhenADeviceIsLostBetweenTwoParts() {
        float[] values = normal(10_000);
        long[] counts = new long[16];
        guarded(new JavaDevice().failingFrom(2)).count(values, -4, 0.5f, counts);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(values.length);
        assertThat(told).hasSize(1);
    }

    @Test
    void aKernelThatCannotBeCompiledIsToldOnceForAll() {
        GuardedKernels kernels = guarded(new JavaDevice().unpreparedFrom(0));
        float[] rows = normal(300);
        assertThat(kernels.gram(rows, 3)).isEqualTo(Kernels.plain().gram(rows, 3));
        assertThat(kernels.distanceSums(rows, 3, Progress.none()))
                .isEqualTo(Kernels.plain().distanceSums(rows, 3, Progress.none()));
        assertThat(kernels.clusters(rows, 4, 10).centres())
                .isEqualTo(Kernels.plain().clusters(rows, 4, 10).centres());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).contains("the kernel cannot be compiled");
    }

    @Test
    void aResultThatDoesNotComeBackIsNotTakenForOne() {
        GuardedKernels kernels = guarded(new JavaDevice().keepingResults());
        float[] values = normal(2000);
        assertThat(kernels.norms(values, 4, Kernels.Norm.L1)).isEqualTo(Kernels.plain().norms(values, 4,
                Kernels.Norm.L1));
        long[] counts = new long[16];
        kernels.count(values, -4, 0.5f, counts);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(values.length);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).contains("its result did not come back");
    }

    @Test
    void smallWorkStaysOnTheProcessor() {
        JavaDevice device = new JavaDevice();
        GuardedKernels kernels = new GuardedKernels(new DeviceKernels(device), GuardedKernels.WORTH_SENDING,
                told::add);
        kernels.gram(normal(300), 3);
        assertThat(device.runs()).isZero();
    }

    @Test
    void whatCannotBeCutGoesToTheProcessorAndTheDeviceServesOn() {
        JavaDevice device = new JavaDevice();
        GuardedKernels kernels = guarded(device);
        double[] many = new double[4000];
        ConvolutionPair pair = new ConvolutionPair(new ConvolutionPair.Taps(4000, 1, 1, 1, 1, many),
                new ConvolutionPair.Taps(1, 4000, 1, 1, 1, many), 1, 1);
        assertThat(kernels.compose(pair, Progress.none())).containsExactly(0);
        assertThat(device.runs()).isZero();
        kernels.gram(normal(30), 3);
        assertThat(device.runs()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void aSweepSendsItsValuesOnceAndOtherCallsEachTime() {
        float[] values = normal(2000);
        JavaDevice device = new JavaDevice();
        GuardedKernels kernels = guarded(device);
        try (RoundingSweep sweep = kernels.sweep(values)) {
            sweep.errors(grid(0.1f));
            sweep.errors(grid(0.2f));
        }
        assertThat(device.loads()).isEqualTo(1);
        kernels.roundingErrors(values, grid(0.1f));
        kernels.roundingErrors(values, grid(0.1f));
        assertThat(device.loads()).isEqualTo(3);
        assertThat(device.made()).isEqualTo(1);
    }

    @Test
    void anotherCallBetweenTwoOfASweepDoesNotMixItsValuesIn() {
        float[] values = normal(2000);
        GuardedKernels kernels = guarded(new JavaDevice());
        try (RoundingSweep sweep = kernels.sweep(values)) {
            double first = sweep.errors(grid(0.1f)).error(0, 0);
            kernels.roundingErrors(new float[2000], grid(0.1f));
            assertThat(sweep.errors(grid(0.1f)).error(0, 0)).isEqualTo(first);
        }
    }
}
