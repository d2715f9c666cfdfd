package dev.secateur.engine.runtime;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.shape.Bindings;

import static org.assertj.core.api.Assertions.assertThat;

final class ProfileTest {

    private static final OrtOptions ONE = OrtOptions.defaults().withThreads(1);

    @Test
    void everyConvolutionOfAFusedNetworkHasItsTime() throws Exception {
        for (Graph network : List.of(ResNet.of(8, Pictures.fashion(), 1), MobileNetV2.small(Pictures.fashion(), 1))) {
            Profile profile = Profile.of(network, ONE, SampleInputs.normal(network, Bindings.none(), 1, 1), 4,
                    Progress.none());
            assertThat(profile.runs()).isEqualTo(4);
            for (Node node : network.nodes()) {
                if (node.op() instanceof Conv) {
                    assertThat(profile.nodeMs()).as(network.name(node)).containsKey(node.id());
                }
            }
            double attributed = profile.nodeMs().values().stream().mapToDouble(Double::doubleValue).sum();
            assertThat(attributed).isGreaterThan(profile.unattributedMs());
        }
    }
}
