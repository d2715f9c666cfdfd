package dev.secateur.engine.autograd;

import java.util.List;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.Softmax;

/// Activations with parameters, and dropout.
final class ActivationRules {

    private static final double USUAL_DROPOUT = 0.5;

    private ActivationRules() {}

    static void addTo(RuleTable table) {
        table.put(Clip.class, ActivationRules::clip);
        table.put(Elu.class, (op, site) -> torch.elu(site.input(0), new Scalar(op.alpha()), new Scalar(1.0),
                new Scalar(1.0)));
        table.put(HardSigmoid.class, (op, site) -> site.input(0).mul(new Scalar(op.alpha()))
                .add(new Scalar(op.beta())).clamp(some(0), some(1)));
        table.put(LeakyRelu.class, (op, site) -> torch.leaky_relu(site.input(0), new Scalar(op.alpha())));
        table.put(Softmax.class, ActivationRules::softmax);
        table.put(LogSoftmax.class, ActivationRules::logSoftmax);
        table.put(Gelu.class, (op, site) -> torch.gelu(site.input(0), op.tanh() ? "tanh" : "none"));
        table.put(Parametric.class, ActivationRules::parametric);
        table.blocked(Hardmax.class, ActivationRules::hardmax, "it is a step function, whose gradient is 0 everywhere");
        table.many(Dropout.class, ActivationRules::dropout, AutogradRule::none);
    }

    /// Both limits of a clip, the lower one below the upper one.
    private record Band(Scalar low, Scalar high) {}

    private static Tensor clip(Clip op, Site site) {
        Tensor x = site.input(0);
        if (!x.is_floating_point()) {
            return x.clamp(site.maybe(1), site.maybe(2));
        }
        if (low(op, site) == null && high(op, site) == null) {
            return x;
        }
        Band band = band(op, site);
        return band == null
                ? x.clamp(optional(low(op, site)), optional(high(op, site)))
                : torch.hardtanh(x, band.low(), band.high());
    }

    /// Clips where the data lie; the gradient follows from the result.
    ///
    /// @return the data; null where the gradient needs them as they were: for a clip on one side, and for types in which a limit that is
    ///     rounded may lie within the limits
    static @Nullable Tensor clipInPlace(Clip op, Site site, Tensor data) {
        Band band = band(op, site);
        int type = data.scalar_type().value;
        if (band == null || type != torch.ScalarType.Float.value && type != torch.ScalarType.Double.value) {
            return null;
        }
        // What it returns refers to the handle that it was given and must not outlive it.
        torch.hardtanh_(data, band.low(), band.high());
        return data;
    }

    /// LibTorch clips between two numbers in two ways. The gradient of `clamp` takes masks and a choice by element, which were a quarter of
    /// a training step of a MobileNetV2; that of `hardtanh` is one loop. At the very limits, ReLU6's zeros among them, the first lets the
    /// gradient pass, and the second stops it as a rectifier does.
    private static @Nullable Band band(Clip op, Site site) {
        Double low = low(op, site);
        Double high = high(op, site);
        return low == null || high == null || low >= high ? null : new Band(new Scalar(low), new Scalar(high));
    }

    private static @Nullable Double low(Clip op, Site site) {
        return limit(op.min(), site, 1);
    }

    private static @Nullable Double high(Clip op, Site site) {
        return limit(op.max(), site, 2);
    }

    private static @Nullable Double limit(@Nullable Float attribute, Site site, int index) {
        if (attribute != null) {
            return attribute.doubleValue();
        }
        return site.has(index) ? (Double) site.doubles(index)[0] : null;
    }

    private static ScalarOptional optional(@Nullable Double limit) {
        return limit == null ? new ScalarOptional() : some(limit);
    }

    private static ScalarOptional some(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    private static Tensor softmax(Softmax op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        return op.flattened() ? x.flatten(axis, -1).softmax(-1).reshape(Host.dims(x)) : x.softmax(axis);
    }

    private static Tensor logSoftmax(LogSoftmax op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        return op.flattened()
                ? x.flatten(axis, -1).log_softmax(-1).reshape(Host.dims(x))
                : x.log_softmax(axis);
    }

    private static Tensor hardmax(Hardmax op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        Tensor flat = op.flattened() ? x.flatten(axis, -1) : x;
        int along = op.flattened() ? -1 : axis;
        Tensor first = flat.argmax(new LongOptional(along), true);
        return torch.zeros_like(flat).scatter(along, first, new Scalar(1.0)).reshape(Host.dims(x));
    }

    private static Tensor parametric(Parametric op, Site site) {
        Tensor x = site.input(0);
        Scalar zero = new Scalar(0.0);
        Scalar one = new Scalar(1.0);
        return switch (op.kind()) {
            case SELU -> torch.elu(x, new Scalar(op.alpha()), new Scalar(op.beta()), one);
            case CELU -> torch.elu(x, new Scalar(op.alpha()), one, new Scalar(1.0 / op.alpha()));
            case THRESHOLDED_RELU -> torch.where(x.gt(new Scalar(op.alpha())), x, zero);
            case SHRINK -> torch.where(x.gt(new Scalar(op.alpha())), x.sub(new Scalar(op.beta())),
                    torch.where(x.lt(new Scalar(-op.alpha())), x.add(new Scalar(op.beta())), zero));
        };
    }

    /// Drops in training as the network did where it comes from, although its exporter set the node to inference.
    private static List<Tensor> dropout(Dropout op, Site site) {
        double ratio = op.ratio() != null ? op.ratio() : site.has(1) ? site.doubles(1)[0] : USUAL_DROPOUT;
        Tensor x = site.input(0);
        boolean train = site.mode() == Mode.TRAIN;
        if (site.node().outputs().size() == 1) {
            return List.of(torch.dropout(x, ratio, train));
        }
        Tensor kept = train
                ? torch.rand_like(x.detach()).ge(new Scalar(ratio))
                : torch.ones_like(x.detach()).to(torch.ScalarType.Bool);
        return List.of(train ? x.mul(kept).mul(new Scalar(1 / (1 - ratio))) : new Tensor(x), kept);
    }
}
