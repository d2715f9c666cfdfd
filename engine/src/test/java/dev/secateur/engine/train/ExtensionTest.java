package dev.secateur.engine.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class ExtensionTest {

    @TempDir
    Path folder;

    @Test
    void isAskedInTheOrderOfItsDocumentation() throws Exception {
        List<String> calls = new ArrayList<>();
        Trainer.run(Trainings.input(Trainings.config(1), null), new Extension() {
            @Override
            public void attach(TrainableGraph network) {
                calls.add("attach");
            }

            @Override
            public int passes() {
                return 2;
            }

            @Override
            public void before(Moment moment, int pass) {
                calls.add("before " + moment.step() + "." + pass);
            }

            @Override
            public Var loss(Var plain, Pass pass) {
                calls.add("loss " + pass.moment().step() + "." + pass.index() + " of " + pass.batch().size());
                return plain;
            }

            @Override
            public void after(Moment moment) {
                calls.add("after " + moment.epoch() + " of " + moment.epochs());
            }
        }, TrainListener.none(), Progress.none());
        assertThat(calls).startsWith("attach", "before 0.0", "loss 0.0 of 16", "before 0.1", "loss 0.1 of 16",
                "after 0.0 of 1", "before 1.0", "loss 1.0 of 16").endsWith("after 0.75 of 1").hasSize(1 + 4 * 5);
    }

    @Test
    void gradientsOfPassesAreAddedUp() throws Exception {
        Graph plain = Trainer.run(Trainings.input(Trainings.config(1), null), TrainListener.none(), Progress.none())
                .graph();
        Graph halves = Trainer.run(Trainings.input(Trainings.config(1), null), new Extension() {
            @Override
            public void attach(TrainableGraph network) {
                // Nothing to prepare.
            }

            @Override
            public int passes() {
                return 2;
            }

            @Override
            public Var loss(Var loss, Pass pass) {
                return loss.mul(pass.index() == 0 ? 0.25 : 0.75);
            }
        }, TrainListener.none(), Progress.none()).graph();
        Value weight = weight(plain);
        float[] expected = plain.constant(weight).orElseThrow().toFloats();
        float[] found = halves.constant(weight(halves)).orElseThrow().toFloats();
        float[] start = Trainings.network(1).constant(weight(Trainings.network(1))).orElseThrow().toFloats();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
        }
        assertThat(found).isNotEqualTo(start);
    }

    private static Value weight(Graph graph) {
        return graph.nodes().getFirst().input(1);
    }

    @Test
    void innerValuesCountInTheLoss() throws Exception {
        Graph graph = Trainings.network(1);
        Value inner = graph.nodes().get(2).output();
        double plain = largest(graph, inner, 0);
        assertThat(largest(graph, inner, 10)).isLessThan(0.2 * plain);
    }

    /// Trains with a price on the size of an inner value, and gives its mean square in the last step.
    private static double largest(Graph graph, Value inner, double price) throws Exception {
        double[] last = new double[1];
        TrainInput given = Trainings.input(Trainings.config(6), null);
        Trainer.run(new TrainInput(graph, given.pictures(), given.config(), null, given.conditions()), new Extension() {
            @Override
            public void attach(TrainableGraph network) {
                // Nothing to prepare.
            }

            @Override
            public List<Value> wanted() {
                return List.of(inner);
            }

            @Override
            public Var loss(Var plain, Pass pass) {
                Var size = pass.value(inner).mul(pass.value(inner)).mean();
                last[0] = size.item();
                return plain.add(size.mul(price));
            }
        }, TrainListener.none(), Progress.none());
        return last[0];
    }

    @Test
    void weightsOnTheWayAreNeverTheBest() throws Exception {
        TrainResult result = Trainer.run(Trainings.input(Trainings.config(4), null), new Extension() {
            @Override
            public void attach(TrainableGraph network) {
                // Nothing to prepare.
            }

            @Override
            public boolean mayKeep(Moment moment) {
                return moment.epoch() == 3;
            }
        }, TrainListener.none(), Progress.none());
        assertThat(result.bestEpoch()).isEqualTo(3);
    }

    @Test
    void whatItBringsIsTrainedAndGoesIntoCheckpoints() throws Exception {
        Scaled whole = new Scaled();
        Graph uninterrupted = train(whole, null, null);
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("checkpoint"),
                Duration.ofHours(1), true);
        train(new Scaled(), checkpoints, new CancelAfter(5));
        Scaled resumed = new Scaled();
        assertThat(Trainings.weights(train(resumed, checkpoints, null))).isEqualTo(Trainings.weights(uninterrupted));
        assertThat(resumed.found).isEqualTo(whole.found);
        assertThat(whole.found[0]).isNotEqualTo(1f);
        assertThat(whole.found[1]).isEqualTo(8f);
    }

    private static Graph train(Scaled scaled, TrainInput.@Nullable Checkpoints checkpoints,
            @Nullable CancelAfter cancel) throws Exception {
        try (scaled) {
            return Trainer.run(Trainings.input(Trainings.config(2), checkpoints), scaled,
                    cancel == null ? TrainListener.none() : cancel, cancel == null ? Progress.none() : cancel).graph();
        }
    }

    /// A learned factor on the loss, and a count of steps.
    private static final class Scaled implements Extension {

        private final Parameter factor = Parameter.of("factor", ParameterKind.EXTRA, Tensor.of(new float[]{1}, 1));
        private final Var steps = Var.of(new float[]{0}, 1).keep();
        private float[] found = {};

        @Override
        public void attach(TrainableGraph network) {
            // It works beside the network.
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(factor);
        }

        @Override
        public Var loss(Var plain, Pass pass) {
            return plain.mul(factor.value().mul(factor.value())).mean();
        }

        @Override
        public void after(Moment moment) {
            Update.addScaled(steps, 1, Var.of(new float[]{1}, 1));
        }

        @Override
        public Map<String, Var> state() {
            return Map.of("steps", steps);
        }

        @Override
        public void close() {
            found = new float[]{factor.toTensor().toFloats()[0], steps.toFloats()[0]};
            factor.close();
            steps.close();
        }
    }
}
