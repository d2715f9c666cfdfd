package dev.secateur.engine.compress.depthmerge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MergeBenchTest {

    private static final BenchPlan SHORT = new BenchPlan(1, 3, 3, Duration.ZERO);

    private final MergeBench bench = new MergeBench(network(), 1, SHORT);

    @Test
    void aBlockIsTimedAloneWithItsTrailingActivation() throws ProblemException {
        Pairing pairing = bench.ofBlock(DepthMergeConfig.of("stage1.block1"), Progress.none());
        assertThat(pairing.first().runs()).isEqualTo(3);
        assertThat(pairing.first().medianMs()).isPositive();
        assertThat(pairing.second().medianMs()).isPositive();
        assertThat(pairing.ratio().median()).isPositive();
    }

    @Test
    void theLastBlockEndsTheNetworkAndIsTimedTheSameWay() throws ProblemException {
        Pairing pairing = bench.ofBlock(DepthMergeConfig.of("stage1.block2:centre-tap"), Progress.none());
        assertThat(pairing.second().runs()).isEqualTo(3);
    }

    @Test
    void theWholeNetworkIsTimedWithAllChosenBlocks() throws ProblemException {
        Pairing pairing = bench.ofModel(DepthMergeConfig.of("stage1.block1", "stage1.block2"), Progress.none());
        assertThat(pairing.ratio().low()).isLessThanOrEqualTo(pairing.ratio().high());
    }

    @Test
    void anUnknownBlockIsAProblemThatNamesIt() {
        assertThatThrownBy(() -> bench.ofBlock(DepthMergeConfig.of("stage9.block1"), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("stage9.block1");
    }

    private static Graph network() {
        GraphEditor editor = Graph.empty(new Header("two blocks", 8, Map.of("", 13L), null)).edit();
        SplittableRandom random = new SplittableRandom(5);
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 4, 8, 8)));
        x = relu(editor, conv(editor, random, x, "stem"), "stem_relu");
        for (int i = 1; i <= 2; i++) {
            Value y = relu(editor, conv(editor, random, x, "a" + i), "ra" + i);
            y = conv(editor, random, y, "b" + i);
            y = editor.addNode(new Binary(Binary.Kind.ADD), "add" + i, y, x).output();
            x = relu(editor, y, "rb" + i);
        }
        editor.setOutputs(List.of(x));
        return editor.build();
    }

    private static Value relu(GraphEditor editor, Value x, String name) {
        return editor.addNode(new Unary(Unary.Kind.RELU), name, x).output();
    }

    private static Value conv(GraphEditor editor, SplittableRandom random, Value x, String name) {
        float[] weights = new float[4 * 4 * 9];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * 0.1);
        }
        Value weight = editor.addConstant(name + ".weight", Tensor.of(weights, 4, 4, 3, 3));
        return editor.addNode(new Conv(Window.square(3, 1, 1), 1), name, x, weight).output();
    }
}
