package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.ChannelMask;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Floor;
import dev.secateur.engine.coupling.Hold;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.coupling.ScatterCut;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Which channels of which layers go, and in which form.
final class Verdict {

    private final Coupling coupling;
    /// Channels that go with all that is coupled to them.
    private final BitSet units;
    /// Channels of layers whose width stays for others.
    private final List<ScatterCut.Loss> losses = new ArrayList<>();
    private final Map<ControlledLayer, BitSet> chosen;
    private final Map<ControlledLayer, String> forms = new HashMap<>();

    /// @param chosen channels of each layer that are to go
    Verdict(Coupling coupling, Map<ControlledLayer, double[]> scores, Map<ControlledLayer, BitSet> chosen,
            Trunk trunk) {
        this.coupling = coupling;
        this.chosen = Map.copyOf(chosen);
        BitSet going = new BitSet();
        Map<Integer, Double> importance = new HashMap<>();
        Map<ChannelGroup, List<ControlledLayer>> tied = new HashMap<>();
        scores.forEach((layer, s) -> {
            ChannelGroup group = coupling.groupOf(layer.conv()).orElse(null);
            if (group != null && isAlone(group)) {
                mark(layer, group, s, going, importance);
                forms.put(layer, "sliced");
            } else if (trunk == Trunk.SCATTER) {
                losses.add(new ScatterCut.Loss(layer.conv(), chosen(layer)));
                forms.put(layer, "scattered");
            } else if (trunk == Trunk.UNION && group != null) {
                forms.put(layer, "union");
                tied.computeIfAbsent(group, g -> new ArrayList<>()).add(layer);
            } else {
                forms.put(layer, "kept");
            }
        });
        tied.forEach((group, layers) -> union(group, layers, going));
        this.units = Floor.apply(coupling, going, 1, unit -> importance.getOrDefault(unit, 0.0));
    }

    /// True if a layer alone decides on its channels: no other one with a choice of its own makes them, and all of them can go. A depthwise
    /// convolution behind it has no choice.
    private static boolean isAlone(ChannelGroup group) {
        return group.producers().stream().filter(p -> !(p.op() instanceof Conv c && c.group() > 1)).count() == 1
                && group.holds().stream().allMatch(h -> h.strength() == Hold.Strength.FREE);
    }

    BitSet chosen(ControlledLayer layer) {
        return chosen.getOrDefault(layer, new BitSet());
    }

    String form(ControlledLayer layer) {
        return forms.getOrDefault(layer, "kept");
    }

    /// Channels of a layer that really went.
    BitSet removed(ControlledLayer layer) {
        if (form(layer).equals("scattered")) {
            return chosen(layer);
        }
        BitSet removed = new BitSet();
        coupling.groupOf(layer.conv()).ifPresent(group -> {
            int[] channelOf = channelOf(group, layer);
            for (int i = 0; i < channelOf.length; i++) {
                removed.set(i, channelOf[i] >= 0 && units.get(group.units()[channelOf[i]]));
            }
        });
        return removed;
    }

    private static int[] channelOf(ChannelGroup group, ControlledLayer layer) {
        return group.members().stream().filter(m -> m.role() == Role.PRODUCER && m.node().id() == layer.conv().id())
                .map(Member::channelOf).findFirst().orElse(new int[0]);
    }

    private void mark(ControlledLayer layer, ChannelGroup group, double[] scores, BitSet going,
            Map<Integer, Double> importance) {
        int[] channelOf = channelOf(group, layer);
        for (int i = 0; i < channelOf.length; i++) {
            if (channelOf[i] >= 0) {
                int unit = group.units()[channelOf[i]];
                importance.merge(unit, scores[i], Math::max);
                if (chosen(layer).get(i)) {
                    going.set(unit);
                }
            }
        }
    }

    /// A channel of a trunk goes where every layer under experiment that makes it would lose it.
    private void union(ChannelGroup group, List<ControlledLayer> layers, BitSet going) {
        BitSet kept = new BitSet();
        BitSet voted = new BitSet();
        for (ControlledLayer layer : layers) {
            int[] channelOf = channelOf(group, layer);
            for (int i = 0; i < channelOf.length; i++) {
                if (channelOf[i] >= 0) {
                    voted.set(group.units()[channelOf[i]]);
                    kept.set(group.units()[channelOf[i]],
                            kept.get(group.units()[channelOf[i]]) || !chosen(layer).get(i));
                }
            }
        }
        voted.andNot(kept);
        BitSet free = coupling.removable(false);
        voted.and(free);
        going.or(voted);
    }

    /// The network without these channels.
    Graph cut() throws ProblemException {
        return ScatterCut.apply(ChannelCut.apply(coupling, units), losses);
    }

    /// The same network with all its channels, those that went silenced behind their normalisation.
    Graph masked() {
        Graph masked = ChannelMask.apply(coupling, units);
        GraphEditor editor = masked.edit();
        for (ScatterCut.Loss loss : losses) {
            ScatterCut.normalisation(masked, masked.node(loss.conv().id()).orElseThrow()).ifPresent(norm -> {
                for (int i = 1; i <= 2; i++) {
                    Tensor numbers = masked.constant(norm.input(i)).orElseThrow();
                    float[] silenced = numbers.toFloats();
                    loss.removed().stream().forEach(c -> silenced[c] = 0);
                    editor.setInput(norm, i, editor.addConstant("silenced", Tensor.of(silenced, numbers.dims())));
                }
            });
        }
        editor.removeUnused();
        return editor.build();
    }

    boolean isEmpty() {
        return units.isEmpty() && losses.stream().allMatch(l -> l.removed().isEmpty());
    }
}
