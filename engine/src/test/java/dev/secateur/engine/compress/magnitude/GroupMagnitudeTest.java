package dev.secateur.engine.compress.magnitude;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelContract;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Rankings;

import static org.assertj.core.api.Assertions.assertThat;

final class GroupMagnitudeTest extends ChannelContract {

    @Override
    protected Method<ChannelConfig> method() {
        return new GroupMagnitude();
    }

    @Test
    void weightsOfTheNextLayerCountToo() throws Exception {
        assertThat(Rankings.left(method(), new float[][]{{3, -3}, {-1, 0.5f}, {2, 0}}, 1, 100, 1))
                .containsExactly(3, -3, -1, 0.5f);
    }
}
