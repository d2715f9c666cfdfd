package dev.secateur.engine.rewrite.batch;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.magnitude.FilterNorm;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenSizesTest {

    private static final Bindings SMALL = Bindings.none().with("height", 16).with("width", 24);

    /// Pictures of any height and width.
    private static Graph graph() {
        NetBuilder net = new NetBuilder("open", 13, 4);
        Value x = net.convNormRelu(net.picture(3, 0), 8, 3, 1);
        return net.finish(net.classify(net.convNormRelu(x, 8, 3, 2), 5));
    }

    private static long macs(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).macs();
    }

    @Test
    void whatWasOpenHasTheseSizesAndTheSameIsComputed() throws Exception {
        Graph graph = graph();
        assertThat(OpenSizes.open(graph)).containsExactly("height", "width");
        Graph fixed = OpenSizes.fix(graph, SMALL);
        assertThat(OpenSizes.open(fixed)).isEmpty();
        assertThat(fixed.type(fixed.inputs().getFirst()).display()).contains("batch×3×16×24");
        assertThat(macs(fixed)).isEqualTo(16 * 24 * 27 * 8 + 8 * 12 * 72 * 8 + 8 * 5);
        Samples samples = SampleInputs.samples(fixed, Bindings.none(), 4, 1);
        assertThat(Parity.compare(fixed, graph, samples, Progress.none()).isNone()).isTrue();
    }

    @Test
    void oneSizeLeavesTheOtherOpen() throws Exception {
        Graph fixed = OpenSizes.fix(graph(), Bindings.none().with("input", 3, 24));
        assertThat(OpenSizes.open(fixed)).containsExactly("height");
    }

    @Test
    void withoutAnOpenExtentThereIsNothingToFix() throws Exception {
        assertThatThrownBy(() -> OpenSizes.fix(graph(), Bindings.none().with("depth", 3)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("give height=N,width=N");
        Graph fixed = OpenSizes.fix(graph(), SMALL);
        assertThatThrownBy(() -> OpenSizes.fix(fixed, SMALL)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("none open but the batch");
    }

    @Test
    void aBudgetOfWorkNeedsSizes() throws Exception {
        assertThatThrownBy(() -> cut(graph())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("apply fix-sizes MODEL --set sizes=height=N,width=N");
        assertThat(macs(cut(OpenSizes.fix(graph(), SMALL)))).isLessThan(macs(OpenSizes.fix(graph(), SMALL)));
    }

    private static Graph cut(Graph graph) throws ProblemException {
        ChannelConfig half = ChannelConfig.of(0).within(Budget.ofMacs(0.3));
        return new FilterNorm().run(new MethodInput<>(graph, half, null, 1, 1), Progress.none()).graph();
    }
}
