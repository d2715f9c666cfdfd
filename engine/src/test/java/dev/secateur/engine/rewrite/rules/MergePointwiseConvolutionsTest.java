package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;

import static org.assertj.core.api.Assertions.assertThat;

final class MergePointwiseConvolutionsTest extends RuleContract<ConvolutionPair> {

    @Override
    Rule<ConvolutionPair> rule() {
        return new MergeConvolutions();
    }

    @Override
    Site site(Random random) {
        int channels = 2 + random.nextInt(4);
        int middle = 2 * (1 + random.nextInt(4));
        Net net = new Net(random.nextLong(), channels, 10, 9);
        boolean pointFirst = random.nextBoolean();
        int stride = 1 + random.nextInt(2);
        Place point = Place.square(1, stride, 0);
        Place large = new Place(Geometry.square(3, 1 + random.nextInt(2), pointFirst ? 0 : 1), 1, random.nextBoolean());
        boolean depthwise = pointFirst && random.nextBoolean();
        Value x = net.conv(net.input(), channels, middle, pointFirst ? point : large);
        Value y = pointFirst
                ? net.conv(x, middle, depthwise ? middle : 5, large.groups(depthwise ? middle : 1))
                : net.conv(x, middle, 5, point);
        return new Site(net.build(net.relu(y)), "conv2", List.of("conv1"));
    }

    @Override
    List<Refusal> refusals() {
        Net alone = new Net(1, 4, 6, 6);
        Net padded = new Net(1, 4, 6, 6);
        Value inner = padded.conv(padded.input(), 4, 4, Place.square(1, 1, 0));
        return List.of(
                new Refusal(alone.build(alone.conv(alone.input(), 4, 4, Place.square(1, 1, 0))), "conv1",
                        "no convolution comes before it"),
                new Refusal(padded.build(padded.conv(inner, 4, 4, Place.square(3, 1, 1))), "conv2",
                        "adds zeros around"));
    }

    @Test
    void zerosAroundA1x1WithoutBiasAreWhatItWouldComputeThere() throws Exception {
        Net net = new Net(1, 4, 7, 7);
        Value x = net.conv(net.input(), 4, 6, Place.square(1, 2, 0).withoutBias());
        Graph graph = net.build(net.conv(x, 6, 3, Place.square(3, 1, 1)));

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.nodes()).hasSize(1);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }
}
