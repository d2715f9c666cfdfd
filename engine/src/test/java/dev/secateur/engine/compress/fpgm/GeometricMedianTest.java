package dev.secateur.engine.compress.fpgm;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelContract;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Rankings;

import static org.assertj.core.api.Assertions.assertThat;

final class GeometricMedianTest extends ChannelContract {

    @Override
    protected Method<ChannelConfig> method() {
        return new GeometricMedian();
    }

    @Test
    void theFilterAmongTheOthersGoesThoughItIsLarge() throws Exception {
        assertThat(Rankings.left(method(), new float[][]{{10, 10}, {0, 0}, {20, 20}}, 1, 1, 1))
                .containsExactly(0, 0, 20, 20);
    }
}
