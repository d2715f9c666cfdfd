package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

/// Large graphs: neither deep chains nor many long skips overflow the stack or cost a square.
final class BlockScaleTest {

    private final GraphEditor editor = Graph
            .empty(new Header("large", 8, java.util.Map.of("", 13L), null)).edit();
    private final Value input = editor.addInput("input", TensorType.of(DType.FLOAT, Shape.of(1, 1, 4, 4)));
    private final Value weight = editor.addConstant("weight", Tensor.of(new float[9], 1, 1, 3, 3));

    private int made;

    private Value relu(Value x) {
        return editor.addNode(new Unary(Unary.Kind.RELU), "relu" + made++, x).output();
    }

    private Value conv(Value x) {
        return editor.addNode(new Conv(Window.square(3, 1, 1), 1), "conv" + made++, x, weight).output();
    }

    private Value add(Value a, Value b) {
        return editor.addNode(new Binary(Binary.Kind.ADD), "add" + made++, a, b).output();
    }

    private List<Block> find(Value... outputs) {
        editor.setOutputs(List.of(outputs));
        Graph graph = editor.build();
        Shapes none = ShapeInference.infer(Graph.empty(graph.header()));
        return BlockFinder.find(graph, none);
    }

    @Test
    void aHundredThousandNodesOfConvolutionsAreRunsOfFour() {
        Value x = input;
        for (int i = 0; i < 50_000; i++) {
            x = relu(conv(x));
        }
        assertThat(find(x)).hasSize(12_500).allMatch(b -> b.legality().isLegal());
    }

    @Test
    void twentyThousandResidualBlocksAreFound() {
        Value x = relu(input);
        for (int i = 0; i < 20_000; i++) {
            x = relu(add(conv(relu(conv(x))), x));
        }
        assertThat(find(x)).hasSize(20_000);
    }

    @Test
    void longSkipsOverADeepChainAreNoBlocks() {
        List<Value> chain = new ArrayList<>(List.of(relu(input)));
        for (int i = 0; i < 20_000; i++) {
            chain.add(relu(chain.getLast()));
        }
        Value sum = chain.getLast();
        for (int i = 0; i < 20_000; i++) {
            sum = add(sum, chain.get(i));
        }
        assertThat(find(sum)).isEmpty();
    }

    @Test
    void aNodeWithFiveThousandOperandsIsNoBlock() {
        Value[] parts = new Value[5_000];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = conv(relu(input));
        }
        assertThat(find(editor.addNode(new Concat(1), "all", parts).output())).isEmpty();
    }
}
