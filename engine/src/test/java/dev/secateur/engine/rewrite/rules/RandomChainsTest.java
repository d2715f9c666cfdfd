package dev.secateur.engine.rewrite.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

/// Random chains of linear operators: legal ones become one convolution that computes the same in ONNX Runtime, and one
/// obstacle anywhere stops them with a reason.
final class RandomChainsTest {

    private static final int CHAINS = 60;

    private static final List<Rule<?>> RULES = List.of(new RemoveIdentity(), new FoldBatchNorm(),
            new FoldConstant(), new MergeNormalisations(), new FoldPreceding(FoldPreceding.Kind.NORMALISATION),
            new FoldPreceding(FoldPreceding.Kind.CONSTANT), new AbsorbProjectionSkip(), new AbsorbNormalisationSkip(),
            new AbsorbIdentitySkip(), new MergeConvolutions(), new MergeAveragePool());

    static List<Long> seeds() {
        return new Random(20261122).longs(CHAINS).boxed().toList();
    }

    /// A chain under construction.
    private static final class Drawn {
        private final Random random;
        private final Net net;
        private Value last;
        private int channels;
        private int made;

        Drawn(long seed) {
            this.random = new Random(seed);
            this.channels = 2 * (1 + random.nextInt(3));
            this.net = new Net(seed, channels, 24, 23);
            this.last = net.conv(net.input(), channels, channels, Place.square(3, 1, random.nextInt(2)));
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0, 1 -> conv(random.nextInt(3) == 0 ? 1 : 3, 1 + random.nextInt(2), random.nextBoolean());
                case 2 -> dilated();
                case 3 -> last = net.norm(last, channels);
                case 4, 5 -> constant();
                case 6 -> parallel();
                default -> last = net.editor().addNode(new Identity(), "same" + made++, last).output();
            }
        }

        private void conv(int kernel, int stride, boolean grouped) {
            int outputs = 2 * (1 + random.nextInt(3));
            int groups = grouped ? 2 : 1;
            last = net.conv(last, channels, outputs,
                    new Place(Geometry.square(kernel, stride, 0), groups, random.nextBoolean()));
            channels = outputs;
        }

        private void dilated() {
            Window window = new Window(List.of(3, 1), List.of(1, 1), List.of(0, 0, 0, 0), List.of(2, 1),
                    Window.AutoPad.NOTSET);
            String name = "dilated" + made++;
            last = net.editor().addNode(new Conv(window, 1), name, last,
                    net.constant(name + ".weight", 0.4, channels, channels, 3, 1)).output();
        }

        private void constant() {
            Binary.Kind kind = List.of(Binary.Kind.MUL, Binary.Kind.ADD, Binary.Kind.SUB, Binary.Kind.DIV)
                    .get(random.nextInt(4));
            Tensor tensor = Tensor.scalar(0.5f + random.nextFloat());
            if (random.nextBoolean()) {
                float[] values = new float[channels];
                for (int i = 0; i < channels; i++) {
                    values[i] = 0.5f + random.nextFloat();
                }
                tensor = Tensor.of(values, 1, channels, 1, 1);
            }
            Value value = net.editor().addConstant("constant" + made, tensor);
            boolean first = kind != Binary.Kind.DIV && random.nextBoolean();
            last = net.editor().addNode(new Binary(kind), "arithmetic" + made++, first ? value : last,
                    first ? last : value).output();
        }

        private void parallel() {
            Value large = net.conv(last, channels, channels, Place.square(3, 1, 1));
            Value other = switch (random.nextInt(3)) {
                case 0 -> last;
                case 1 -> net.norm(last, channels);
                default -> net.conv(last, channels, channels, Place.square(1, 1, 0));
            };
            last = random.nextBoolean() ? net.add(large, other) : net.add(other, large);
        }

        Graph build() {
            return net.build(net.relu(last));
        }
    }

    private static Graph rewritten(Graph graph) {
        Graph before;
        Graph now = graph;
        do {
            before = now;
            for (Rule<?> rule : RULES) {
                now = Rewriter.everywhere(now, rule, Progress.none());
            }
        } while (now != before);
        return now;
    }

    private static long linear(Graph graph) {
        return graph.nodes().stream().filter(n -> !n.op().type().equals("Relu")).count();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void legalChainsComputeTheSame(long seed) throws Exception {
        Drawn drawn = new Drawn(seed);
        for (int i = 0; i < 2 + drawn.random.nextInt(3); i++) {
            drawn.step();
        }
        Graph graph = drawn.build();
        Graph after = rewritten(graph);

        assertThat(Constraint.violations(after)).isEmpty();
        assertThat(linear(after)).isLessThanOrEqualTo(linear(graph));
        assertThat(RuleContract.compare(after, graph, seed).maxRel()).isLessThan(2e-5);
        if (isUnpaddedBehindTheFirst(graph)) {
            assertThat(after.nodes().stream().map(n -> n.op().type())).containsExactly("Conv", "Relu");
        }
    }

    /// Nothing then stops a chain from becoming one convolution.
    private static boolean isUnpaddedBehindTheFirst(Graph graph) {
        return graph.nodes().stream().skip(1).noneMatch(n -> n.op() instanceof Conv conv
                && conv.window().pads().stream().anyMatch(p -> p > 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneObstacleIsRefusedWithAReason(long seed) throws Exception {
        Random random = new Random(seed);
        Net net = new Net(seed, 4, 12, 12);
        Value first = net.conv(net.input(), 4, 4, Place.square(3, 1, 1));
        List<Value> outputs = new ArrayList<>();
        Value between = switch (random.nextInt(5)) {
            case 0 -> net.relu(first);
            case 1 -> net.editor().addNode(new Opaque("", "InstanceNormalization", java.util.Map.of()), "statistics",
                    first, net.constant("scale", 1, 4), net.constant("shift", 1, 4)).output();
            case 2 -> net.mul(first, first);
            default -> first;
        };
        boolean plain = between.equals(first);
        boolean padded = plain && random.nextBoolean();
        Value last = net.conv(between, 4, 4, Place.square(3, 1, padded ? 1 : 0));
        outputs.add(last);
        if (plain && !padded) {
            outputs.add(random.nextBoolean() ? first : net.relu(first));
        }
        Graph graph = net.build(outputs.toArray(Value[]::new));
        Node node = graph.producer(last).orElseThrow();

        assertThat(new MergeConvolutions().match(graph, node)).isInstanceOfSatisfying(Match.No.class, no -> {
            assertThat(no.reason()).isNotBlank();
            assertThat(no.nodes()).isNotEmpty();
        });
        assertThat(rewritten(graph)).isSameAs(graph);
    }
}
