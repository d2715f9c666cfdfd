package dev.secateur.gpu.backend;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.RowKernelContract;
import dev.secateur.gpu.launch.DeviceKernels;
import dev.secateur.gpu.launch.GuardedKernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The kernels on TornadoVM keep the contract, on the first device there is; skipped as a whole where there is none. TornadoVM's way of
/// running in Java what it cannot compile is switched off, and every run shows time on the device.
class TornadoKernelsTest extends RowKernelContract {

    private static final Pattern GLOBAL_WORK = Pattern.compile("Global work size +: \\[(\\d+)");
    private static final Pattern DEVICE = Pattern.compile("Device +: (.*)");

    private static final ByteArrayOutputStream LAUNCHES = new ByteArrayOutputStream();
    private static final PrintStream OUT = System.out;
    private static @Nullable DeviceKernels onDevice;

    @BeforeAll
    static void findsADevice() {
        // TornadoVM then prints how each kernel is launched.
        System.setProperty("tornado.threadInfo", "True");
        Optional<DeviceSource> source = DeviceSource.found();
        TornadoProvider provider = new TornadoProvider(source,
                System.getProperty("tornado.load.runtime.implementation") != null);
        boolean found = !provider.survey().devices().isEmpty();
        String reason = "TornadoVM's kernels are not tested: " + String.join(" ", provider.survey().obstacles());
        if (!found) {
            // Surefire says nothing of a class that is skipped as a whole.
            OUT.println(reason);
        }
        assumeTrue(found, reason);
        onDevice = new DeviceKernels(source.orElseThrow().devices().getFirst());
        System.setOut(new PrintStream(LAUNCHES, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void everyKernelRanOnTheDeviceInMoreThanOneWorkItem() {
        System.setOut(OUT);
        if (onDevice == null) {
            return;
        }
        String name = onDevice.device().info().name();
        onDevice.close();
        String launches = LAUNCHES.toString(StandardCharsets.UTF_8);
        // An annotation that TornadoVM does not know leaves one work-item for all of a loop.
        assertThat(GLOBAL_WORK.matcher(launches).results().map(m -> Integer.parseInt(m.group(1)))).isNotEmpty()
                .allMatch(size -> size > 1);
        assertThat(DEVICE.matcher(launches).results().map(m -> m.group(1))).isNotEmpty()
                .allMatch(device -> device.startsWith(name));
    }

    private static DeviceKernels onDevice() {
        assertThat(onDevice).isNotNull();
        return java.util.Objects.requireNonNull(onDevice);
    }

    @Override
    protected Kernels kernels() {
        return new GuardedKernels(onDevice(), 0, text -> fail("%s", text));
    }

    @AfterEach
    void theDeviceHasComputed() {
        assertThat(onDevice().times().kernel()).isPositive();
    }

    @Test
    void whatCannotBeCompiledFailsAndIsNotDoneInJava() {
        assertThat(System.getProperty("tornado.recover.bailout")).isEqualTo("False");
        assertThat(System.getProperty("tornado.load.annotation.parallel"))
                .isEqualTo("dev.secateur.gpu.kernel.Parallel");
    }
}
