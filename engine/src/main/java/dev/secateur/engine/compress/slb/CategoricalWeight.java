package dev.secateur.engine.compress.slb;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.tensor.Tensor;

/// Weights as distributions over candidates: logits `A [n, ...]` for n values and weights `[...]`.
///
/// Soft: `W = s * sum_i P_i v_i` with `P = softmax(T A)`. Hard: `W = s * v_argmax A`; of equal logits the value of smaller size counts, of equal sizes
/// the negative one. `s` is one number for each output channel, trained only where asked for.
final class CategoricalWeight implements Parametrisation, AutoCloseable {

    private final SearchedLayer layer;
    private final String name;
    private final Candidates candidates;
    private final long[] dims;
    private final Parameter logits;
    private final Parameter scale;
    private final float[] ordered;
    private final Var values;
    private double temperature = 1;
    private boolean hard;

    /// @param first where logits and scales begin
    CategoricalWeight(SearchedLayer layer, String name, FirstWeights first) {
        this.layer = layer;
        this.name = name;
        this.candidates = layer.candidates();
        this.dims = layer.layer().weight().dims();
        this.logits = Parameter.of("logits/" + name, ParameterKind.EXTRA, first.logits());
        this.scale = Parameter.of("scale/" + name, ParameterKind.EXTRA, first.scale());
        scale.setTrained(!layer.normalised());
        this.ordered = new float[candidates.count()];
        int[] order = candidates.order();
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = candidates.value(order[i]);
        }
        this.values = Var.of(ordered, 1, ordered.length).keep();
    }

    /// Sets what the next passes compute with.
    ///
    /// @param likeliest true for the likeliest values alone
    void set(double present, boolean likeliest) {
        temperature = present;
        hard = likeliest;
    }

    SearchedLayer layer() {
        return layer;
    }

    /// That of the weights.
    String name() {
        return name;
    }

    @Override
    public Var effective(Var raw, Mode mode) {
        Var parts = hard || mode == Mode.EVAL ? hardParts() : softParts();
        return parts.reshape(dims).mul(scale.value());
    }

    private Var flat() {
        return logits.value().reshape(candidates.count(), -1);
    }

    /// Expected values as parts of the scale, `[1, weights]`.
    private Var softParts() {
        return values.matmul(probabilities());
    }

    private Var probabilities() {
        return flat().mul(temperature).softmax(0);
    }

    /// Likeliest values as parts of the scale, `[1, weights]`.
    private Var hardParts() {
        return values.select(1, flat().detach().argmax(0));
    }

    /// Logits as numbers, `[weights, n]`: for what needs no gradients.
    private float[] rows() {
        return flat().detach().transpose(0, 1).toFloats();
    }

    /// The place of each weight's likeliest candidate. Of a weight whose logits are no numbers, which no training that goes on has, the first.
    private int[] likeliest(float[] rows) {
        int[] places = Kernels.current().largest(rows, ordered.length);
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(0, places[i]);
        }
        return places;
    }

    /// How far the distributions are from a decision.
    ///
    /// @param gap mean of `|W_soft - W_hard| / s`
    /// @param entropy mean entropy of the distributions, bits
    /// @param flips part of the weights, 0 to 1, whose likeliest value is another than before
    record State(double gap, double entropy, double flips) {}

    /// Looks at the distributions.
    ///
    /// @param before the likeliest candidates when it was looked at last, as {@link #chosen} gives them; changed to those of now
    State look(Var before) {
        try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
            Var p = probabilities();
            double entropy = p.mul(p.maximum(Var.scalar(1e-30)).log()).sum(false, 0).mean().item() / -Math.log(2);
            float[] rows = rows();
            float[] soft = Kernels.current().softmaxMeans(rows, ordered, (float) (1 / temperature));
            int[] now = likeliest(rows);
            float[] last = before.toFloats();
            double gap = 0;
            double flips = 0;
            for (int i = 0; i < now.length; i++) {
                gap += Math.abs(soft[i] - ordered[now[i]]) / now.length;
                flips += now[i] == last[i] ? 0 : 1;
            }
            Update.assign(before, variable(now));
            return new State(gap, entropy, flips / now.length);
        }
    }

    /// The likeliest candidates, float32 `[weights]`.
    Var chosen() {
        return variable(likeliest(rows()));
    }

    private static Var variable(int[] places) {
        float[] numbers = new float[places.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = places[i];
        }
        return Var.of(numbers, numbers.length);
    }

    /// The likeliest values as codes, ascending, in the layout of the weights.
    byte[] codes() {
        try (Scope scope = Scope.open()) {
            int[] order = candidates.order();
            int[] chosen = likeliest(rows());
            byte[] codes = new byte[chosen.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = (byte) order[chosen[i]];
            }
            return codes;
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(logits, scale);
    }

    @Override
    public void close() {
        logits.close();
        scale.close();
        values.close();
    }

    /// Where a layer begins.
    ///
    /// @param logits `[n, ...]` in the order of {@link Candidates#order}
    /// @param scale one for each output channel, with the rank of the weights
    record FirstWeights(Tensor logits, Tensor scale) {

        /// Logits by the squared distance of every value from the trained weight: `A_i = -c (w / s - v_i)² / T`.
        ///
        /// @param c sharpness at the temperature T
        /// @param random draws what a channel of zeros begins with, which has no distances
        static FirstWeights near(SearchedLayer layer, double c, double temperature, Scaling scaling,
                RandomGenerator random) {
            float[] weights = layer.layer().weight().toFloats();
            float[] scales = scaling.of(layer);
            int count = layer.candidates().count();
            int[] order = layer.candidates().order();
            float[] logits = new float[count * weights.length];
            for (int w = 0; w < weights.length; w++) {
                float scale = scales[layer.channelOf(w)];
                double part = scale > 0 ? weights[w] / scale : random.nextGaussian() / 3;
                for (int i = 0; i < count; i++) {
                    double distance = part - layer.candidates().value(order[i]);
                    logits[i * weights.length + w] = (float) (-c * distance * distance / temperature);
                }
            }
            return of(layer, logits, scales);
        }

        /// Logits drawn from N(0, 2 / fan), fan being the number of numbers that an input reaches.
        static FirstWeights drawn(SearchedLayer layer, Scaling scaling, RandomGenerator random) {
            int count = layer.candidates().count();
            float[] logits = new float[Math.toIntExact(count * layer.layer().weights())];
            double deviation = Math.sqrt(2.0 * layer.inputs() / logits.length);
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (deviation * random.nextGaussian());
            }
            return of(layer, logits, scaling.of(layer));
        }

        private static FirstWeights of(SearchedLayer layer, float[] logits, float[] scales) {
            long[] dims = layer.layer().weight().dims();
            long[] all = new long[dims.length + 1];
            all[0] = layer.candidates().count();
            System.arraycopy(dims, 0, all, 1, dims.length);
            float[] usable = scales.clone();
            for (int i = 0; i < usable.length; i++) {
                usable[i] = usable[i] > 0 ? usable[i] : 1;
            }
            return new FirstWeights(Tensor.of(logits, all), Tensor.of(usable, layer.perChannel()));
        }
    }
}
