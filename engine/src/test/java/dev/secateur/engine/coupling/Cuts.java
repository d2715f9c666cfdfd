package dev.secateur.engine.coupling;

import java.util.BitSet;
import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;

/// Cuts for tests: seeded, of what can go, and compared with the masked graph in ONNX Runtime.
final class Cuts {

    private Cuts() {}

    /// Every removable unit with probability `rate`; no layer is emptied.
    static BitSet random(Coupling coupling, boolean mixed, double rate, long seed) {
        Random random = new Random(seed);
        BitSet removable = coupling.removable(mixed);
        BitSet removed = new BitSet();
        removable.stream().forEach(unit -> removed.set(unit, random.nextDouble() < rate));
        return Floor.apply(coupling, removed, 1, unit -> unit);
    }

    /// The results in which the cut and the masked graph differ by more than `tolerance` of the greatest number in them, and
    /// by more than a tenth of it absolutely: a result that is near zero everywhere has no relative difference to speak of.
    static List<Difference.OfOutput> differing(Coupling coupling, BitSet removed, double tolerance)
            throws ProblemException {
        Graph cut = ChannelCut.apply(coupling, removed);
        Graph masked = ChannelMask.apply(coupling, removed);
        Difference difference = Parity.compare(cut, masked,
                List.of(SampleInputs.normal(coupling.graph(), Bindings.none(), 1, 5)), Progress.none());
        return difference.perOutput().stream().filter(o -> !(o.maxRel() < tolerance || o.maxAbs() < tolerance / 10))
                .toList();
    }

    /// How far the masked graph is from the graph itself: a cut of channels that do nothing would prove nothing.
    static double effect(Coupling coupling, BitSet removed) throws ProblemException {
        return Parity.compare(ChannelMask.apply(coupling, removed), coupling.graph(),
                List.of(SampleInputs.normal(coupling.graph(), Bindings.none(), 1, 5)), Progress.none()).maxRel();
    }
}
