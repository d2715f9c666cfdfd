package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Extension;

/// Feature boosting and suppression: a layer's own input says which of its channels matter for a picture, and always the same number of
/// them works, multiplied by what was said.
///
/// `g = relu(mean|x| phi + rho)`; the `ceil(d C)` largest stay. The factor stands behind the normalisation beside its scale, where the paper puts
/// it in the scale's place: with `rho = 1` and a small `phi` the training then begins at the network as it was.
final class BoostTraining implements Extension {

    private static final double STEP = 0.1;
    private static final double SPREAD = 0.1;

    private final DynamicConfig config;
    private final List<GatedLayer> layers;
    private final MacModel macs;
    private final Trace trace;
    private final double density;
    private final List<Boost> boosts = new ArrayList<>();
    private final List<Saliency> starts;
    private double now;

    /// What one layer has learned.
    ///
    /// @param phi `[C, inputs]`
    /// @param rho `[C]`
    record Saliency(Tensor phi, Tensor rho) {}

    /// The gates of one layer.
    private static final class Boost {
        private final Parameter phi;
        private final Parameter rho;
        private @Nullable Var seen;
        private @Nullable Var hard;

        Boost(String name, Saliency start) {
            phi = Parameter.of("boost/" + name + "/phi", ParameterKind.EXTRA, start.phi());
            rho = Parameter.of("boost/" + name + "/rho", ParameterKind.EXTRA, start.rho());
        }

        static Saliency drawn(int channels, int inputs, SplittableRandom random) {
            float[] weights = new float[channels * inputs];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (SPREAD / Math.sqrt(inputs) * random.nextGaussian());
            }
            float[] ones = new float[channels];
            Arrays.fill(ones, 1);
            return new Saliency(Tensor.of(weights, channels, inputs), Tensor.of(ones, channels));
        }
    }

    /// @param trace closed with this
    /// @param density part of every layer's channels that works in the end
    BoostTraining(DynamicConfig config, List<GatedLayer> layers, MacModel macs, Trace trace, double density) {
        this(config, layers, macs, trace, density, List.of());
    }

    /// Gates that were trained, to be run.
    static BoostTraining settled(DynamicConfig config, List<GatedLayer> layers, MacModel macs,
            List<Saliency> saliencies, double density) {
        return new BoostTraining(config, layers, macs, new Trace(layers.size(), points -> {}), density, saliencies);
    }

    private BoostTraining(DynamicConfig config, List<GatedLayer> layers, MacModel macs, Trace trace, double density,
            List<Saliency> starts) {
        this.starts = starts;
        this.now = starts.isEmpty() ? 1 : density;
        this.config = config;
        this.layers = layers;
        this.macs = macs;
        this.trace = trace;
        this.density = density;
    }

    @Override
    public void attach(TrainableGraph network) {
        SplittableRandom random = new SplittableRandom(layers.size());
        for (int l = 0; l < layers.size(); l++) {
            GatedLayer layer = layers.get(l);
            Boost boost = new Boost(Integer.toString(l), starts.isEmpty()
                    ? Boost.drawn(layer.channels(), BoostGraph.inputs(network.graph(), layer), random)
                    : starts.get(l));
            boosts.add(boost);
            network.attach(layer.producer().input(0), (value, mode) -> {
                boost.seen = value.rank() > 2 ? value.abs().mean(false, 2, 3) : value.abs();
                return value;
            });
            for (int i = 0; i < layer.norms().size(); i++) {
                Node norm = layer.norms().get(i);
                boolean first = i == 0;
                network.attach(norm.output(), new Interceptor() {
                    @Override
                    public Var intercept(Var value, Mode mode) {
                        return gated(boost, layer.channels(), value, first);
                    }

                    @Override
                    public List<Parameter> parameters() {
                        return List.of(boost.phi, boost.rho);
                    }
                });
            }
        }
    }

    /// @param boosting false behind further normalisations of the layer, where channels are only suppressed again
    private Var gated(Boost boost, int channels, Var value, boolean boosting) {
        Var seen = boost.seen;
        if (seen == null) {
            throw new IllegalStateException("a gate was reached before its layer");
        }
        Var said = Functions.linear(seen, boost.phi.value(), boost.rho.value()).relu();
        int stay = stay(channels, now);
        Var lowest = lowest(said, stay);
        Var kept = said.detach().greaterOrEqual(lowest).to(DType.FLOAT);
        boost.hard = kept.mean(false, 1);
        Var factors = boosting ? said.mul(kept) : kept;
        long[] dims = new long[value.rank()];
        Arrays.fill(dims, 1);
        dims[0] = value.dim(0);
        dims[1] = channels;
        return value.mul(factors.reshape(dims));
    }

    /// How many channels stay at a density.
    static int stay(int channels, double density) {
        return Math.clamp((int) Math.ceil(density * channels - 1e-9), 1, channels);
    }

    /// For each row the smallest of its largest numbers, `[N, 1]`.
    private static Var lowest(Var said, int stay) {
        int channels = (int) said.dim(1);
        float[] all = said.detach().toFloats();
        float[] lowest = new float[all.length / channels];
        for (int i = 0; i < lowest.length; i++) {
            float[] row = Arrays.copyOfRange(all, i * channels, (i + 1) * channels);
            Arrays.sort(row);
            lowest[i] = row[channels - stay];
        }
        return Var.of(lowest, lowest.length, 1);
    }

    /// Falls by a tenth at a time from 1, as in the paper.
    @Override
    public void before(Moment moment, int pass) {
        double q = SampleRates.epochRatio(moment.fraction(), 0, config.joint().riseTo());
        double steps = Math.ceil((1 - density) / STEP);
        now = Math.max(density, 1 - STEP * Math.floor(q * steps));
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        List<Var> hard = new ArrayList<>();
        for (Boost boost : boosts) {
            Var kept = boost.hard;
            if (kept == null) {
                throw new IllegalStateException("no picture was seen");
            }
            hard.add(kept);
        }
        double[] asked = layers.stream().mapToDouble(l -> (double) stay(l.channels(), now) / l.channels()).toArray();
        double[] shares = macs.share(hard).toDoubles();
        double[] rates = new double[shares.length];
        Arrays.fill(rates, 1 - macs.share(asked));
        trace.add(new Trace.Seen(shares, rates, 1 - now, asked), pass);
        return plain;
    }

    @Override
    public boolean mayKeep(Moment moment) {
        return moment.fraction() >= config.joint().riseTo();
    }

    @Override
    public Map<String, Var> state() {
        return Map.of("trace", trace.state());
    }

    List<Saliency> saliencies() {
        return boosts.stream().map(b -> new Saliency(b.phi.toTensor(), b.rho.toTensor())).toList();
    }

    @Override
    public void close() {
        boosts.forEach(b -> {
            b.phi.close();
            b.rho.close();
        });
        trace.close();
    }
}
