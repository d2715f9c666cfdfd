package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.tensor.Tensor;

/// Convolutions and matrix products with constant weights: they sum over the channels they get and make new ones.
final class LinearCoupling {

    private static final String NOT_CONSTANT = "its weight is computed, so it cannot be cut";
    private static final String FOLDED = "its channels are folded with other axes";

    private LinearCoupling() {}

    static void conv(Conv op, Site site) {
        Optional<Tensor> weight = site.constant(1);
        if (weight.isEmpty() || weight.get().rank() < 3) {
            site.freezeOperands(NOT_CONSTANT);
            return;
        }
        int outputs = (int) weight.get().dim(0);
        int perGroup = (int) weight.get().dim(1);
        int[] in = channels(site, perGroup * op.group());
        if (op.group() == 1) {
            consume(site, 1, 1, in);
            produce(site, outputs, 0);
        } else if (perGroup == 1) {
            depthwise(site, in, outputs / op.group());
        } else {
            consume(site, 1, 1, tied(site, in, op.group()));
            produceTied(site, outputs, op.group());
        }
    }

    static void transposed(ConvTranspose op, Site site) {
        Optional<Tensor> weight = site.constant(1);
        if (weight.isEmpty() || weight.get().rank() < 3) {
            site.freezeOperands(NOT_CONSTANT);
            return;
        }
        int inputs = (int) weight.get().dim(0);
        int[] in = channels(site, inputs);
        if (op.group() > 1) {
            site.freezeOperands("grouped transposed convolutions are not cut");
            return;
        }
        consume(site, 1, 0, in);
        produce(site, (int) weight.get().dim(1), 1);
    }

    /// The units along the channel axis of the data; null if they are fixed.
    private static int @Nullable [] channels(Site site, int number) {
        Layout layout = site.layout(0);
        layout.parts().stream().filter(p -> !p.covers(1)).forEach(p -> site.freeze(p, "they lie on another axis"));
        Labels part = layout.at(1).map(p -> site.collapse(p, 1)).orElse(null);
        return part == null || part.units().length != number ? null : part.units();
    }

    private static void consume(Site site, int input, int axis, int @Nullable [] units) {
        if (units != null) {
            site.slot(input, Role.CONSUMER, Labels.along(axis, units));
        }
    }

    private static void produce(Site site, int outputs, int axis) {
        int[] made = site.fresh(outputs);
        site.slot(1, Role.PRODUCER, Labels.along(axis, made));
        biasAndResult(site, made);
    }

    private static void biasAndResult(Site site, int[] made) {
        if (site.isGiven(2)) {
            if (site.constant(2).isPresent()) {
                site.slot(2, Role.CHANNEL, Labels.along(0, made));
            } else {
                site.freeze(Labels.along(0, made), "its bias is computed, so it cannot be cut");
            }
        }
        site.result(Layout.of(Labels.along(1, made)));
    }

    /// Channel i of the data makes channels `i * multiplier` and following: they are the same units.
    private static void depthwise(Site site, int @Nullable [] in, int multiplier) {
        if (in == null) {
            return;
        }
        int[] made = new int[in.length * multiplier];
        Arrays.setAll(made, i -> in[i / multiplier]);
        site.slot(1, Role.CHANNEL, Labels.along(0, made));
        biasAndResult(site, made);
    }

    /// Every group must keep as many channels as the others, so channel j of all groups goes together.
    private static int @Nullable [] tied(Site site, int @Nullable [] in, int groups) {
        if (in == null) {
            return null;
        }
        int perGroup = in.length / groups;
        return site.collapse(new Labels(new int[]{0, 1}, new int[]{groups, perGroup}, in), 1).units();
    }

    private static void produceTied(Site site, int outputs, int groups) {
        int[] perGroup = site.fresh(outputs / groups);
        int[] made = new int[outputs];
        Arrays.setAll(made, i -> perGroup[i % perGroup.length]);
        site.slot(1, Role.PRODUCER, Labels.along(0, made));
        biasAndResult(site, made);
    }

    static void gemm(Gemm op, Site site) {
        Optional<Tensor> weight = site.constant(1);
        if (weight.isEmpty()) {
            site.freezeOperands(NOT_CONSTANT);
            return;
        }
        int summed = op.transA() ? 0 : 1;
        Layout layout = site.layout(0);
        layout.parts().stream().filter(p -> !p.isSingle() || p.axis() != summed)
                .forEach(p -> site.freeze(p, FOLDED));
        layout.at(summed).filter(Labels::isSingle)
                .ifPresent(p -> consume(site, 1, op.transB() ? 1 : 0, p.units()));
        int axis = op.transB() ? 0 : 1;
        int[] made = site.fresh((int) weight.get().dim(axis));
        Labels columns = Labels.along(1, made);
        site.slot(1, Role.PRODUCER, Labels.along(axis, made));
        site.result(Layout.of(columns));
        if (site.isGiven(2)) {
            gemmBias(site, columns);
        }
    }

    private static void gemmBias(Site site, Labels columns) {
        Optional<Tensor> bias = site.constant(2);
        if (bias.isEmpty()) {
            site.freeze(columns, "its bias is computed, so it cannot be cut");
        } else if (bias.get().rank() > 0 && bias.get().dim(bias.get().rank() - 1) > 1) {
            site.slot(2, Role.CHANNEL, Labels.along(bias.get().rank() - 1, columns.units()));
        }
    }
}
