package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.RmsNormalization;

/// Normalisations and quantisation: numbers for each channel, and statistics over several.
final class NormCoupling {

    private static final String COMPUTED = "a number of its normalisation is computed";

    private NormCoupling() {}

    static void batch(BatchNormalization op, Site site) {
        perChannel(site, 4);
    }

    static void instance(InstanceNormalization op, Site site) {
        perChannel(site, 2);
    }

    /// Numbers for each channel along axis 1, in the operands 1 to `numbers`.
    private static void perChannel(Site site, int numbers) {
        for (Labels part : site.layout(0).parts()) {
            if (!part.covers(1)) {
                site.freeze(part, "it is normalised along another axis");
                continue;
            }
            Labels channels = site.collapse(part, 1);
            if (!part.isSingle() && Arrays.stream(part.axes()).anyMatch(a -> a > 1)) {
                site.freeze(part, "a statistic is taken over several of them");
            }
            for (int i = 1; i <= numbers; i++) {
                number(site, i, 0, channels);
            }
        }
        site.result(site.layout(0));
    }

    private static void number(Site site, int input, int axis, Labels channels) {
        if (site.constant(input).isPresent()) {
            site.slot(input, Role.CHANNEL, Labels.along(axis, channels.units()));
        } else {
            site.freeze(channels, COMPUTED);
        }
    }

    static void layer(LayerNormalization op, Site site) {
        fromAxis(op.axis(), site, "LayerNormalization takes its mean over the channels");
    }

    static void rootMeanSquare(RmsNormalization op, Site site) {
        fromAxis(op.axis(), site, "RMSNormalization takes its mean square over the channels");
    }

    private static void fromAxis(int axisGiven, Site site, String why) {
        int[] sizes = site.inputSizes(0);
        if (sizes == null) {
            site.freezeOperands("its extents are open");
            return;
        }
        int first = Math.floorMod(axisGiven, sizes.length);
        statistic(site, axis -> axis >= first, why);
        for (Labels part : site.layout(0).parts()) {
            if (part.isSingle() && part.axis() >= first) {
                scaleAndShift(site, part, sizes.length);
            }
        }
        IntStream.range(1, site.node().outputs().size()).forEach(i -> site.result(i, Layout.NONE));
    }

    private static void scaleAndShift(Site site, Labels part, int rank) {
        for (int i = 1; i <= 2; i++) {
            int[] own = site.isGiven(i) ? site.inputSizes(i) : null;
            int axis = own == null ? -1 : part.axis() - (rank - own.length);
            if (own != null && axis >= 0 && own[axis] > 1) {
                number(site, i, axis, part);
            } else if (site.isGiven(i) && own == null) {
                site.freeze(part, COMPUTED);
            }
        }
    }

    static void group(GroupNormalization op, Site site) {
        site.freeze(site.layout(0), "GroupNormalization takes its mean over fixed groups of channels");
        site.result(site.layout(0));
    }

    static void lp(LpNormalization op, Site site) {
        int[] sizes = site.inputSizes(0);
        statistic(site, axis -> sizes == null || axis == Math.floorMod(op.axis(), sizes.length),
                "a norm is taken over the channels");
    }

    static void localResponse(LocalResponse op, Site site) {
        statistic(site, axis -> axis == 1, "it divides by the squares of neighbouring channels");
    }

    static void meanVariance(MeanVarianceNormalization op, Site site) {
        int[] sizes = site.inputSizes(0);
        statistic(site, axis -> sizes == null
                || op.axes().stream().anyMatch(a -> Math.floorMod(a.intValue(), sizes.length) == axis),
                "a mean is taken over the channels");
    }

    /// Everything stays where it is; channels on an axis that a statistic runs over change the others when they go.
    private static void statistic(Site site, IntPredicate axes, String why) {
        for (Labels part : site.layout(0).parts()) {
            if (Arrays.stream(part.axes()).anyMatch(axes)) {
                if (part.isSingle()) {
                    site.mix(part, why);
                } else {
                    site.freeze(part, why);
                }
            }
        }
        site.result(site.layout(0));
    }

    static void quantise(QuantizeLinear op, Site site) {
        scaled(site, op.axis(), op.blockSize());
    }

    static void dequantise(DequantizeLinear op, Site site) {
        scaled(site, op.axis(), op.blockSize());
    }

    private static void scaled(Site site, int axis, int blockSize) {
        int[] sizes = site.inputSizes(0);
        int[] scale = site.inputSizes(1);
        for (Labels part : site.layout(0).parts()) {
            int along = sizes == null ? -1 : Math.floorMod(axis, sizes.length);
            if (isPerTensor(scale) || sizes != null && !part.covers(along) && blockSize == 0) {
                continue;
            }
            if (along < 0 || blockSize != 0 || scale == null || scale.length != 1) {
                site.freeze(part, "its scales are laid out in a way that is not followed");
                continue;
            }
            Labels channels = site.collapse(part, along);
            number(site, 1, 0, channels);
            if (site.isGiven(2)) {
                number(site, 2, 0, channels);
            }
        }
        site.result(site.layout(0));
    }

    private static boolean isPerTensor(int @Nullable [] scale) {
        return scale != null && Labels.product(scale) == 1;
    }
}
