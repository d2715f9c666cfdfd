package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Multiply-accumulates as a function of which part of each gated layer's channels works: a layer's own fall with its inputs and with
/// its outputs.
///
/// @param total of the dense network, one picture
/// @param terms what falls
/// @param fixed what no gate changes
record MacModel(double total, List<Term> terms, double fixed) {

    MacModel {
        terms = List.copyOf(terms);
    }

    /// Multiply-accumulates that are proportional to the shares of some layers, a layer named twice counting with its square.
    record Term(List<Integer> layers, double macs) {}

    static MacModel of(Graph graph, List<GatedLayer> layers) {
        Costs costs = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        Map<Integer, List<Integer>> factors = new LinkedHashMap<>();
        for (int l = 0; l < layers.size(); l++) {
            for (Member member : layers.get(l).group().members()) {
                Node node = member.node();
                boolean depthwise = node.op() instanceof Conv conv && conv.group() > 1 && member.input() == 1;
                if (member.role() != Role.CHANNEL || depthwise) {
                    factors.computeIfAbsent(node.id(), id -> new ArrayList<>()).add(l);
                }
            }
        }
        Map<List<Integer>, Double> macs = new LinkedHashMap<>();
        double fixed = 0;
        for (Node node : graph.nodes()) {
            double own = costs.of(node).macs();
            List<Integer> of = factors.get(node.id());
            if (of == null) {
                fixed += own;
            } else if (own > 0) {
                macs.merge(of.stream().sorted().toList(), own, Double::sum);
            }
        }
        List<Term> terms = new ArrayList<>();
        macs.forEach((of, sum) -> terms.add(new Term(of, sum)));
        return new MacModel(costs.macs(), terms, fixed);
    }

    /// Part of the dense network's multiply-accumulates that is left, 0 to 1.
    ///
    /// @param keep part of each layer's channels that works
    double share(double[] keep) {
        double sum = fixed;
        for (Term term : terms) {
            double product = term.macs();
            for (int layer : term.layers()) {
                product *= keep[layer];
            }
            sum += product;
        }
        return sum / total;
    }

    /// The same for a batch.
    ///
    /// @param keep for each layer one number for every picture, `[N]`
    Var share(List<Var> keep) {
        Var sum = Var.scalar(fixed / total);
        for (Term term : terms) {
            Var product = keep.get(term.layers().getFirst()).mul(term.macs() / total);
            for (int i = 1; i < term.layers().size(); i++) {
                product = product.mul(keep.get(term.layers().get(i)));
            }
            sum = sum.add(product);
        }
        return sum;
    }

    /// The smallest share: where every layer has its floor.
    double least(double[] floors) {
        return share(floors);
    }
}
