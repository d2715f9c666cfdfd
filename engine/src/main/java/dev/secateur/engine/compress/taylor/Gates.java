package dev.secateur.engine.compress.taylor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.GradientPass;

/// The derivative of the loss with respect to a gate behind a layer, by channel.
///
/// A gate that scales what a layer gives has the derivative `sum(w * dL/dw)` over all weights that the channel is linear in: of a
/// normalisation scale and shift, of a convolution or matrix its weights and its bias.
final class Gates {

    private final Coupling coupling;
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final Map<Node, double[]> sums = new HashMap<>();
    private final double[] scores;

    /// A weight's axis that belongs to a gate.
    private record Part(ChannelGroup group, Member member) {}

    Gates(Coupling coupling) {
        this.coupling = coupling;
        this.scores = new double[coupling.units()];
        coupling.groups().forEach(this::add);
    }

    /// Gates stand behind the normalisations of a group; where it has none, behind the layers that make it.
    private void add(ChannelGroup group) {
        List<Member> norms = group.members().stream()
                .filter(m -> m.node().op() instanceof BatchNormalization && m.input() <= 2).toList();
        Set<Node> makers = new HashSet<>(group.producers());
        List<Member> gated = norms.isEmpty()
                ? group.members().stream().filter(m -> m.role() == Role.PRODUCER
                        || m.role() == Role.CHANNEL && makers.contains(m.node())).toList()
                : norms;
        for (Member member : gated) {
            parts.computeIfAbsent(name(member.node().input(member.input())), n -> new ArrayList<>())
                    .add(new Part(group, member));
        }
    }

    private String name(Value operand) {
        Graph graph = coupling.graph();
        Value value = operand;
        while (graph.producer(value).filter(n -> n.op() instanceof Identity).isPresent()) {
            value = graph.producer(value).orElseThrow().input(0);
        }
        return graph.name(value);
    }

    /// The mean over batches of the absolute derivatives, added over the gates of each channel.
    double[] importance(GradientPass pass, Progress progress) throws ProblemException {
        int batches = pass.run(parts.keySet(), this::see, progress);
        if (sums.isEmpty()) {
            throw ProblemException.ofModel("cannot rank channels", null, "no gradient reaches their weights",
                    "use l1, group-l2 or fpgm");
        }
        for (int unit = 0; unit < scores.length; unit++) {
            scores[unit] /= batches;
        }
        return scores;
    }

    private void see(List<Parameter> parameters, Gradients gradients) {
        sums.clear();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            gradients.at(i).ifPresent(g -> add(parameter, g.toTensor()));
        }
        sums.values().forEach(derivatives -> {
            for (int unit = 0; unit < derivatives.length; unit++) {
                scores[unit] += Math.abs(derivatives[unit]);
            }
        });
    }

    private void add(Parameter parameter, Tensor gradient) {
        float[] weights = parameter.toTensor().toFloats();
        float[] slopes = gradient.toFloats();
        for (Part part : parts.getOrDefault(parameter.name(), List.of())) {
            double[] own = sums.computeIfAbsent(part.member().node(), n -> new double[coupling.units()]);
            int axis = part.member().axis();
            int inner = 1;
            for (int i = axis + 1; i < gradient.rank(); i++) {
                inner *= (int) gradient.dim(i);
            }
            int extent = (int) gradient.dim(axis);
            for (int i = 0; i < weights.length; i++) {
                int channel = part.member().channelOf()[i / inner % extent];
                if (channel >= 0) {
                    own[part.group().units()[channel]] += (double) weights[i] * slopes[i];
                }
            }
        }
    }
}
