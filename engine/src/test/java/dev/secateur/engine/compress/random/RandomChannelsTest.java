package dev.secateur.engine.compress.random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelContract;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;

import static org.assertj.core.api.Assertions.assertThat;

final class RandomChannelsTest extends ChannelContract {

    @Override
    protected Method<ChannelConfig> method() {
        return new RandomChannels();
    }

    @Test
    void anotherSeedCutsOtherChannels() throws Exception {
        byte[] first = OnnxWriter.encode(
                method().run(new MethodInput<>(graph(), config(), null, 1, 1), Progress.none()).graph());
        byte[] second = OnnxWriter.encode(
                method().run(new MethodInput<>(graph(), config(), null, 2, 1), Progress.none()).graph());
        assertThat(second).isNotEqualTo(first);
    }
}
