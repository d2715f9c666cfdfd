package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.train.Extension;

/// Training towards a structure by the alternating direction method of multipliers. In each step the loss has
/// `rho / 2 * |W - Z + U|²` added for every weight; at the end of an iteration `Z` becomes the projection of `W + U` and `U` grows by
/// `W - Z`. Which filters and columns the projection takes may change every time; how many are fixed.
final class Admm implements Extension {

    private final Projection projection;
    private final double[] state;
    private final AdmmPlan plan;
    private final MaskKeeper keeper;
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<String, Var> remembered = new LinkedHashMap<>();

    /// A weight with its auxiliary variables.
    private record Pair(Value value, Parameter weight, Var z, Var u) {}

    /// @param projection of the network that is trained
    /// @param state ratios of the structure
    Admm(Projection projection, double[] state, AdmmPlan plan) {
        this.projection = projection;
        this.state = state.clone();
        this.plan = plan;
        this.keeper = new MaskKeeper(projection.anatomy());
    }

    /// It begins with `Z` as the projection of the weights and `U` zero.
    @Override
    public void attach(TrainableGraph network) {
        keeper.attach(network);
        Map<Value, float[]> masks = projection.cut(state).masks();
        projection.anatomy().numbers().forEach((value, numbers) -> network.parameter(value).ifPresent(p -> {
            float[] z = product(numbers, Projection.of(masks, value));
            Pair pair = new Pair(value, p, Var.of(z, p.value().dims()).keep(),
                    Var.of(new float[z.length], p.value().dims()).keep());
            pairs.add(pair);
            remembered.put("z/" + p.name(), pair.z());
            remembered.put("u/" + p.name(), pair.u());
        }));
    }

    static float[] product(float[] numbers, float[] mask) {
        float[] product = new float[numbers.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = mask[i] == 0 ? 0 : numbers[i];
        }
        return product;
    }

    private int iteration(Moment moment) {
        return (int) Math.min(plan.iterations() - 1L, moment.step() / length(moment));
    }

    private long length(Moment moment) {
        return (long) moment.perEpoch() * plan.epochs();
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        double half = plan.rho(iteration(pass.moment())) / 2;
        Var loss = plain;
        for (Pair pair : pairs) {
            Var distance = pair.weight().value().sub(pair.z()).add(pair.u());
            loss = loss.add(distance.mul(distance).sum().mul(half));
        }
        return loss;
    }

    @Override
    public void after(Moment moment) {
        keeper.after(moment);
        if ((moment.step() + 1) % length(moment) == 0) {
            update();
        }
    }

    /// The Z step and the U step.
    private void update() {
        Map<Value, float[]> shifted = new LinkedHashMap<>(projection.anatomy().numbers());
        for (Pair pair : pairs) {
            float[] weights = pair.weight().value().toFloats();
            float[] u = pair.u().toFloats();
            for (int i = 0; i < u.length; i++) {
                weights[i] += u[i];
            }
            shifted.put(pair.value(), weights);
        }
        Map<Value, float[]> masks = projection.with(shifted).cut(state).masks();
        for (Pair pair : pairs) {
            float[] z = product(Projection.of(shifted, pair.value()), Projection.of(masks, pair.value()));
            try (Var next = Var.of(z, pair.z().dims())) {
                Update.assign(pair.z(), next);
            }
            Update.addScaled(pair.u(), 1, pair.weight().value());
            Update.addScaled(pair.u(), -1, pair.z());
        }
    }

    /// The weights at the end of an epoch before the last are nearer to the labels and farther from the structure.
    @Override
    public boolean mayKeep(Moment moment) {
        return moment.step() >= moment.total();
    }

    @Override
    public Map<String, Var> state() {
        return remembered;
    }

    @Override
    public void close() {
        keeper.close();
        pairs.forEach(p -> {
            p.z().close();
            p.u().close();
        });
    }
}
