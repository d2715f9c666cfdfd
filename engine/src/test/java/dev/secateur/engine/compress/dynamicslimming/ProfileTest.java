package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ProfileTest {

    /// Two layers of 4 channels, each half of what it costs.
    private static final MacModel MACS = new MacModel(100,
            List.of(new MacModel.Term(List.of(0), 50), new MacModel.Term(List.of(1), 50)), 0);

    @Test
    void theSmallestScalesOfAllLayersGoFirst() {
        double[][] sizes = {{0.9, 0.8, 0.7, 0.6}, {0.5, 0.1, 0.2, 0.9}};
        double[] kept = Profile.kept(Profile.gone(sizes, MACS, 0.25, 0.7));
        assertThat(kept).containsExactly(1, 0.25);
        assertThat(MACS.share(kept)).isLessThanOrEqualTo(0.7);
    }

    @Test
    void noLayerGoesBelowItsFloor() {
        double[][] sizes = {{9, 9, 9, 9}, {0.5, 0.1, 0.2, 0.3}};
        assertThat(Profile.kept(Profile.gone(sizes, MACS, 0.5, 0.6))).containsExactly(0.5, 0.5);
    }

    @Test
    void evenPartsCostTheTarget() {
        double[] parts = Profile.even(2, MACS, 0.1, 0.6);
        assertThat(parts[0]).isEqualTo(parts[1]);
        assertThat(MACS.share(parts)).isCloseTo(0.6, within(1e-6));
    }
}
