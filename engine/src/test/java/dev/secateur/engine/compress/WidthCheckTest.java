package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.job.Progress;

import static org.assertj.core.api.Assertions.assertThat;

class WidthCheckTest {

    private final Coupling coupling = Coupling.of(ResNet.of(8, new Pictures(3, 16, 4), 1));

    private List<WidthReport.SlowWidth> check(BitSet removed) throws Exception {
        return WidthCheck.of(coupling, removed, new double[coupling.units()], 1, Progress.none());
    }

    @Test
    void aCutToMultiplesOfEightHasNothingToWiden() throws Exception {
        BitSet half = new BitSet();
        ChannelGroup group = coupling.groups().getFirst();
        for (int i = 0; i < 8; i++) {
            half.set(group.units()[i]);
        }
        assertThat(group.channels() - half.cardinality()).isEqualTo(8);
        assertThat(check(half)).isEmpty();
    }

    @Test
    void whatIsToldIsWiderAndFasterByTheTable() throws Exception {
        BitSet one = new BitSet();
        BitSet removable = coupling.removable(false);
        coupling.groups().stream().filter(g -> removable.get(g.units()[0])).forEach(g -> one.set(g.units()[0]));
        assertThat(one.isEmpty()).isFalse();
        assertThat(check(one)).allSatisfy(slow -> {
            assertThat(slow.wider()).isEqualTo(slow.width() + 1);
            assertThat(slow.widerMs()).isLessThan(slow.ms());
            assertThat(slow.toString()).contains(slow.width() + " channels are slower than " + slow.wider());
        });
    }
}
