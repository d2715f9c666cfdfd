package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.LeakyRelu;
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
        table.put(Dropout.class, ActivationRules::dropout);
    }

    private static Tensor clip(Clip op, Site site) {
        if (op.min() != null || op.max() != null) {
            return site.input(0).clamp(limit(op.min()), limit(op.max()));
        }
        boolean real = site.input(0).is_floating_point();
        return real
                ? site.input(0).clamp(limit(number(site, 1)), limit(number(site, 2)))
                : site.input(0).clamp(site.maybe(1), site.maybe(2));
    }

    private static @Nullable Double number(Site site, int index) {
        return site.has(index) ? (Double) site.doubles(index)[0] : null;
    }

    private static ScalarOptional limit(@Nullable Number limit) {
        return limit == null ? new ScalarOptional() : some(limit.doubleValue());
    }

    private static ScalarOptional some(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    private static Tensor softmax(Softmax op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        return op.flattened() ? x.flatten(axis, -1).softmax(-1).reshape(Host.dims(x)) : x.softmax(axis);
    }

    /// Drops in training as the network did where it comes from, although its exporter set the node to inference.
    private static Tensor dropout(Dropout op, Site site) {
        double ratio = op.ratio() != null ? op.ratio() : site.has(1) ? site.doubles(1)[0] : USUAL_DROPOUT;
        if (site.node().outputs().size() > 1 && site.node().outputs().get(1).isPresent()) {
            throw new IllegalStateException("the mask of a dropout is not computed");
        }
        return torch.dropout(site.input(0), ratio, site.mode() == Mode.TRAIN);
    }
}
