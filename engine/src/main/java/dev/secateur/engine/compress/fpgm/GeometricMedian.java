package dev.secateur.engine.compress.fpgm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.ChannelRanking;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.tensor.Tensor;

/// Cuts the channels whose filters are nearest to all others of their layer.
public final class GeometricMedian implements ChannelRanking {

    @Override
    public MethodInfo info() {
        return new MethodInfo("fpgm", "Geometric median",
                "Cuts the channels whose filters are nearest to all others of their layer.",
                "He et al., Filter Pruning via Geometric Median for Deep Convolutional Neural Networks Acceleration, CVPR 2019",
                Set.of());
    }

    @Override
    public ChannelPruning.Scoring scoring(MethodInput<ChannelConfig> input) {
        return GeometricMedian::scores;
    }

    private static double[] scores(Coupling coupling, Progress progress) {
        double[] scores = new double[coupling.units()];
        int[] counts = new int[coupling.units()];
        List<ChannelGroup> groups = coupling.groups();
        for (int g = 0; g < groups.size(); g++) {
            ChannelGroup group = groups.get(g);
            Progress part = progress.part((double) g / groups.size(), (g + 1.0) / groups.size());
            List<Member> makers = group.members().stream().filter(m -> m.role() == Role.PRODUCER).toList();
            for (int m = 0; m < makers.size(); m++) {
                double[] relative = relative(coupling.weight(makers.get(m)), makers.get(m).axis(),
                        part.part((double) m / makers.size(), (m + 1.0) / makers.size()));
                add(group, makers.get(m), relative, scores, counts);
            }
        }
        for (int unit = 0; unit < scores.length; unit++) {
            scores[unit] = counts[unit] == 0 ? 0 : scores[unit] / counts[unit];
        }
        return scores;
    }

    private static void add(ChannelGroup group, Member member, double[] relative, double[] scores, int[] counts) {
        for (int i = 0; i < relative.length; i++) {
            int channel = member.channelOf()[i];
            if (channel >= 0) {
                scores[group.units()[channel]] += relative[i];
                counts[group.units()[channel]]++;
            }
        }
    }

    /// Sums of distances along an axis, divided by their mean.
    private static double[] relative(Tensor weight, int axis, Progress progress) {
        int count = (int) weight.dim(axis);
        double[] sums = Kernels.current().distanceSums(rows(weight, axis), count, progress);
        double mean = Arrays.stream(sums).average().orElse(0);
        return mean == 0 ? sums : Arrays.stream(sums).map(s -> s / mean).toArray();
    }

    /// The weights with the axis in front.
    private static float[] rows(Tensor weight, int axis) {
        float[] data = weight.toFloats();
        int inner = 1;
        for (int i = axis + 1; i < weight.rank(); i++) {
            inner *= (int) weight.dim(i);
        }
        int count = (int) weight.dim(axis);
        int outer = data.length / inner / count;
        float[] rows = new float[data.length];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(data, (o * count + i) * inner, rows, (i * outer + o) * inner, inner);
            }
        }
        return rows;
    }
}
