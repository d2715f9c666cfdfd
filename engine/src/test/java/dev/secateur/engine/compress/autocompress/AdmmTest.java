package dev.secateur.engine.compress.autocompress;

import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.train.Extension;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AdmmTest {

    private static final AdmmPlan PLAN = new AdmmPlan(3, 1, 1e-3, 10, 0.01);

    private final Stage stage = Stage.of(ResNet.of(8, new Pictures(1, 8, 4), 3), AutoCompressConfig.defaults(), null);
    private final Layer layer = stage.projection().anatomy().layers().get(2);

    @Test
    void rhoGrowsUpToOne() {
        assertThat(PLAN.rho(0)).isEqualTo(1e-3);
        assertThat(PLAN.rho(2)).isCloseTo(0.1, within(1e-12));
        assertThat(PLAN.rho(9)).isEqualTo(1);
    }

    @Test
    void zIsTheProjectionOfWPlusUAndUGrowsByWhatIsMissed() throws Exception {
        double[] state = Workshop.even(stage.space().count(), 0.5);
        try (Scope scope = Scope.open();
                TrainableGraph network = TrainableGraph.of(stage.graph(), ExecutionOptions.defaults());
                Admm admm = new Admm(stage.projection(), state, PLAN)) {
            admm.attach(network);
            Parameter weight = network.parameter(layer.weight()).orElseThrow();
            Map<String, Var> own = admm.state();
            Var z = requireNonNull(own.get("z/" + weight.name()));
            Var u = requireNonNull(own.get("u/" + weight.name()));
            float[] w = weight.value().toFloats();
            assertThat(z.toFloats()).isEqualTo(Admm.product(w, Projection.of(stage.projection().cut(state).masks(),
                    layer.weight())));
            assertThat(u.toFloats()).containsOnly(0);

            for (int step = 0; step < 3; step++) {
                Update.scale(weight.value(), 0.9);
                float[] before = u.toFloats();
                admm.after(new Extension.Moment(4 * step + 2, 4, 12));
                assertThat(u.toFloats()).as("within an iteration").isEqualTo(before);
                admm.after(new Extension.Moment(4 * step + 3, 4, 12));
                float[] now = weight.value().toFloats();
                for (int i = 0; i < now.length; i++) {
                    assertThat(u.toFloats()[i]).isCloseTo(before[i] + now[i] - z.toFloats()[i], within(1e-6f));
                    assertThat(z.toFloats()[i]).satisfiesAnyOf(x -> assertThat(x).isZero(), zero(now[i] + before[i]));
                }
                assertThat(layer.live(z.toFloats()).cardinality())
                        .isEqualTo(layer.live(Projection.of(stage.projection().cut(state).masks(), layer.weight()))
                                .cardinality());
            }
        }
    }

    private static Consumer<Float> zero(float expected) {
        return x -> assertThat(x).isCloseTo(expected, within(1e-6f));
    }

    @Test
    void thePenaltyIsHalfOfRhoTimesTheSquaredDistance() throws Exception {
        double[] state = Workshop.even(stage.space().count(), 0.5);
        try (Scope scope = Scope.open();
                TrainableGraph network = TrainableGraph.of(stage.graph(), ExecutionOptions.defaults());
                Admm admm = new Admm(stage.projection(), state, PLAN)) {
            admm.attach(network);
            Map<Value, float[]> masks = stage.projection().cut(state).masks();
            double expected = 0;
            for (var entry : stage.projection().anatomy().numbers().entrySet()) {
                float[] mask = Projection.of(masks, entry.getKey());
                for (int i = 0; i < mask.length; i++) {
                    expected += mask[i] == 0 ? (double) entry.getValue()[i] * entry.getValue()[i] : 0;
                }
            }
            Var picture = Var.full(0, 1, 1, 8, 8);
            Extension.Pass pass = new Extension.Pass(new Extension.Moment(4, 4, 12), 0,
                    new Batch(new Batch.Position(1, 0), new float[64], new long[]{0}, new int[]{0},
                            new long[]{1, 1, 8, 8}, 0),
                    picture, Map.of(), null);
            assertThat(admm.loss(Var.scalar(2), pass).item()).isCloseTo(2 + PLAN.rho(1) / 2 * expected,
                    within(1e-3 * expected));
        }
    }

    @Test
    void whatIsZeroStaysZero() throws Exception {
        Map<Value, float[]> masks = stage.projection()
                .cut(Workshop.even(stage.space().count(), 0.5)).masks();
        var masked = Surgery.masked(stage.projection().anatomy(), masks);
        Anatomy anatomy = Anatomy.of(masked);
        Layer same = anatomy.layers().get(2);
        try (Scope scope = Scope.open();
                TrainableGraph network = TrainableGraph.of(masked, ExecutionOptions.defaults());
                MaskKeeper keeper = new MaskKeeper(anatomy)) {
            keeper.attach(network);
            Parameter weight = network.parameter(same.weight()).orElseThrow();
            float[] before = weight.value().toFloats();
            Update.addScaled(weight.value(), 1, Var.scalar(1));
            keeper.after(new Extension.Moment(0, 4, 12));
            float[] after = weight.value().toFloats();
            for (int i = 0; i < after.length; i++) {
                assertThat(after[i]).isEqualTo(before[i] == 0 ? 0 : before[i] + 1);
            }
        }
    }
}
