package dev.secateur.engine.kernel;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilterDistancesTest {

    @Test
    void sumsTheDistancesToAllOthers() {
        float[] rows = {0, 0, 3, 4, 0, 8};
        List<Integer> asked = new ArrayList<>();
        assertThat(FilterDistances.sums(rows, 3, 2, asked::add)).containsExactly(5 + 8, 5 + 5, 8 + 5);
        assertThat(asked).containsExactly(0, 1, 2);
    }

    @Test
    void nearFiltersFarFromZeroAreStillToldApart() {
        float far = 4096;
        double[] sums = FilterDistances.sums(new float[]{far, far + 0.25f}, 2, 1, row -> {});
        assertThat(sums).containsExactly(0.25, 0.25);
    }

    @Test
    void aWrongNumberOfWeightsIsRefused() {
        assertThatThrownBy(() -> FilterDistances.sums(new float[5], 2, 3, row -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
