package dev.secateur.engine.graph;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// One edit of a graph of 5,000 nodes, up to the graph whose uses and producers can be asked. Run by
/// `java org.openjdk.jmh.Main GraphEditBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GraphEditBenchmark {

    private final Graph graph = Chains.of(5_000);
    private final Node middle = graph.nodes().get(2_500);

    @Benchmark
    public Object anotherOperation() {
        GraphEditor editor = graph.edit();
        editor.setOp(graph.nodes().get(2_501), new Unary(Unary.Kind.TANH));
        return asked(editor.build());
    }

    @Benchmark
    public Object aNewWeightAndTheOldOneRemoved() {
        GraphEditor editor = graph.edit();
        editor.setInput(middle, 1, editor.addConstant("w", Tensor.of(new float[8], 8)));
        editor.removeUnused();
        return asked(editor.build());
    }

    @Benchmark
    public Object aNodeCutOut() {
        GraphEditor editor = graph.edit();
        editor.replaceUses(middle.output(), middle.input(0));
        editor.removeUnused();
        return asked(editor.build());
    }

    /// Two hundred edits one after another, for the sum.
    @Benchmark
    public Object twoHundredNodesPutIn() {
        Graph now = graph;
        for (int i = 0; i < 200; i++) {
            GraphEditor editor = now.edit();
            Node at = editor.current(now.node(graph.nodes().get(i * 20).id()).orElseThrow());
            Node added = editor.addNode(new Unary(Unary.Kind.ABS), "abs", at.input(0));
            editor.setInput(at, 0, added.output());
            now = editor.build();
            asked(now);
        }
        return now;
    }

    private static Object asked(Graph made) {
        Node node = made.nodes().get(100);
        return made.uses(node.output()).size() + made.producer(node.input(0)).map(Node::id).orElse(0);
    }
}
