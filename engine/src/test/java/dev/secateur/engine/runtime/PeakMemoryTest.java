package dev.secateur.engine.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class PeakMemoryTest {

    private static final double MIB = 1 << 20;
    private static final long SIDE = 256;

    /// A chain of activations over 4 MiB, and around it, if wanted, a shortcut over as much.
    private static Graph chain(boolean shortcut) {
        NetBuilder net = new NetBuilder("chain", 17, 1);
        Value start = net.conv(net.picture(1, (int) SIDE), 16, 1, 1, 1);
        Value x = start;
        for (int i = 0; i < 3; i++) {
            x = net.conv(x, 16, 1, 1, 1);
        }
        return net.finish(shortcut ? net.add(x, start) : x);
    }

    private static double measured(boolean shortcut) throws Exception {
        PeakMemory.Found found = PeakMemory.measure(chain(shortcut), new long[]{1, 1, SIDE, SIDE}, false,
                Progress.none());
        assertThat(found).isInstanceOf(PeakMemory.Found.Bytes.class);
        return ((PeakMemory.Found.Bytes) found).bytes() / MIB;
    }

    @Test
    void aShortcutKeepsItsFeatureMapAlive() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "skipped: no Linux");
        assertThat(measured(true) - measured(false)).isCloseTo(16 * SIDE * SIDE * Float.BYTES / MIB, within(1.0));
    }
}
