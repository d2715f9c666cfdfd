package dev.secateur.engine.compress.proxylessnas;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Fewer channels within a part: those with the largest weights stay.
final class Widths {

    private Widths() {}

    /// The part with a share of the channels that only it sees; empty if it has none that can go, or cannot be cut.
    ///
    /// @param share that stays, above 0 and below 1
    static Optional<Graph> narrower(Graph part, double share) {
        Coupling coupling = Coupling.of(part);
        BitSet removable = coupling.removable(false);
        BitSet removed = new BitSet();
        for (ChannelGroup group : coupling.groups()) {
            List<Integer> free = IntStream.range(0, group.channels()).filter(c -> removable.get(group.units()[c]))
                    .boxed().toList();
            if (free.size() < group.channels()) {
                continue;
            }
            double[] sizes = sizes(coupling, group);
            int kept = (int) Math.ceil(share * group.channels());
            free.stream().sorted(Comparator.comparingDouble(c -> sizes[c])).limit(group.channels() - kept)
                    .forEach(c -> removed.set(group.units()[c]));
        }
        if (removed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ChannelCut.apply(coupling, removed));
        } catch (ProblemException e) {
            // What cannot be cut has no narrower form.
            return Optional.empty();
        }
    }

    /// For every channel of a group the sum of absolute weights of the layers that make it.
    private static double[] sizes(Coupling coupling, ChannelGroup group) {
        double[] sizes = new double[group.channels()];
        for (Member member : group.members()) {
            if (member.role() != Role.PRODUCER) {
                continue;
            }
            Tensor weight = coupling.weight(member);
            float[] numbers = weight.toFloats();
            int inner = 1;
            for (int axis = member.axis() + 1; axis < weight.rank(); axis++) {
                inner *= (int) weight.dim(axis);
            }
            int extent = (int) weight.dim(member.axis());
            for (int i = 0; i < numbers.length; i++) {
                int channel = member.channelOf()[i / inner % extent];
                if (channel >= 0) {
                    sizes[channel] += Math.abs(numbers[i]);
                }
            }
        }
        return sizes;
    }
}
