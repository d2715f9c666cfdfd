package dev.secateur.engine.compress.sizes;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FixSizesTest extends MethodContract<SizesConfig> {

    @Override
    protected Method<SizesConfig> method() {
        return new FixSizes();
    }

    @Override
    protected Graph graph() {
        NetBuilder net = new NetBuilder("open", 13, 4);
        Value x = net.convNormRelu(net.picture(3, 0), 8, 3, 1);
        return net.finish(net.classify(net.convNormRelu(x, 8, 3, 2), 5));
    }

    @Override
    protected SizesConfig config() {
        return new SizesConfig(List.of("height=16", "input:3 = 24"));
    }

    @Test
    void whatLayersCostIsKnownThen() throws Exception {
        MethodResult result = run(graph(), config(), null, Progress.none());
        assertThat(result.metrics()).containsEntry("macs", 16 * 24 * 27 * 8 + 8 * 12 * 72 * 8 + 8 * 5.0);
        assertThat(result.changes()).singleElement()
                .satisfies(c -> assertThat(c.text()).isEqualTo(
                        "float batch×3×height×width became float batch×3×16×24"));
        SizesReport report = (SizesReport) result.report();
        assertThat(report.open()).isEmpty();
        assertThat(report.inputs()).containsExactly("input: float batch×3×16×24");
    }

    @Test
    void picturesOfAnotherSizeAreNotComparedOn() throws Exception {
        Samples others = SampleInputs.samples(graph(), Bindings.none().with("height", 8).with("width", 8), 2, 1);
        MethodResult result = run(graph(), config(), others, Progress.none());
        assertThat(((SizesReport) result.report()).comparedOn()).contains("8 samples from N(0, 1)");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertThat(method().applicability(graph(), SizesConfig.defaults())).isInstanceOfSatisfying(
                Applicability.No.class, no -> assertThat(no.reason()).contains("height=N, width=N"));
        Graph fixed = run(graph(), config(), null, Progress.none()).graph();
        assertThat(method().applicability(fixed, config())).isInstanceOf(Applicability.No.class);
        assertThatThrownBy(() -> run(graph(), new SizesConfig(List.of("depth=3")), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("height=N,width=N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"height", "=3", "height=0", "height=-3", "height=1.5", "height=9999999999"})
    void aSizeIsAWholeNumberFromOneOn(String size) {
        assertThatThrownBy(() -> new SizesConfig(List.of(size))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAME=N");
    }
}
