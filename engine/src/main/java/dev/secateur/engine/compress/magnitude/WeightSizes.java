package dev.secateur.engine.compress.magnitude;

import java.util.function.Predicate;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.tensor.Tensor;

/// Means over the weights that belong to each channel.
final class WeightSizes {

    private WeightSizes() {}

    /// For every unit the mean size (or square) of all weights of the chosen members at its positions, then the mean over members.
    static double[] means(Coupling coupling, Predicate<Member> members, Kernels.Norm norm, Progress progress) {
        double[] sums = new double[coupling.units()];
        int[] counts = new int[coupling.units()];
        int done = 0;
        for (ChannelGroup group : coupling.groups()) {
            progress.report((double) done++ / coupling.groups().size(), "Weighing " + group.id());
            progress.check();
            for (Member member : group.members()) {
                if (members.test(member)) {
                    add(group, member, positions(coupling.weight(member), member.axis(), norm), sums, counts);
                }
            }
        }
        for (int unit = 0; unit < sums.length; unit++) {
            sums[unit] = counts[unit] == 0 ? 0 : sums[unit] / counts[unit];
        }
        return sums;
    }

    private static void add(ChannelGroup group, Member member, double[] sizes, double[] sums, int[] counts) {
        for (int i = 0; i < sizes.length; i++) {
            int channel = member.channelOf()[i];
            if (channel >= 0) {
                sums[group.units()[channel]] += sizes[i];
                counts[group.units()[channel]]++;
            }
        }
    }

    /// The mean size (or square) of all weights at each position along an axis.
    private static double[] positions(Tensor tensor, int axis, Kernels.Norm norm) {
        float[] weights = tensor.toFloats();
        int inner = 1;
        for (int i = axis + 1; i < tensor.rank(); i++) {
            inner *= (int) tensor.dim(i);
        }
        int extent = (int) tensor.dim(axis);
        double[] runs = Kernels.current().norms(weights, weights.length / inner, norm);
        double[] sums = new double[extent];
        for (int i = 0; i < runs.length; i++) {
            sums[i % extent] += runs[i];
        }
        for (int i = 0; i < extent; i++) {
            sums[i] *= (double) extent / weights.length;
        }
        return sums;
    }
}
