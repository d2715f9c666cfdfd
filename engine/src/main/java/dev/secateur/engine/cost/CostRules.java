package dev.secateur.engine.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;

/// Counts parameters, multiply-accumulates and activation memory.
///
/// The counts are for the extents in the shapes: for one sample, infer them with `Bindings.batch(1)`. Published counts are met
/// (He et al. 2016 for CIFAR networks, torchvision's model pages): a multiply-accumulate is one, biases, normalisation,
/// pooling and element-wise work are none; of a batch normalisation, scale and shift are parameters, mean and variance are not.
public final class CostRules {

    private static final Map<Class<? extends Op>, CostRule<?>> RULES = CostTable.rules();
    private static final Map<Class<? extends Op>, String> EXCUSED = Map.of(Opaque.class,
            "its constant weights are counted, its work is named as unknown; If and Loop cost what their sub-graphs do");

    private CostRules() {}

    /// True if the table has a rule for the operator.
    public static boolean covers(Class<? extends Op> op) {
        return RULES.containsKey(op);
    }

    /// Operators without a rule, each with the reason.
    public static Map<Class<? extends Op>, String> excused() {
        return EXCUSED;
    }

    /// Counts a graph.
    ///
    /// @param shapes what {@link dev.secateur.engine.shape.ShapeInference} found for this graph
    public static Costs count(Graph graph, Shapes shapes) {
        Map<Integer, NodeCost> costs = HashMap.newHashMap(graph.nodes().size());
        Set<Tensor> weights = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> unknownOperators = new LinkedHashSet<>();
        List<Node> unknownNodes = new ArrayList<>();
        long macs = 0;
        long activations = 0;
        for (Node node : graph.nodes()) {
            NodeCost cost = countNode(new Place(graph, shapes, node), weights, unknownOperators);
            costs.put(node.id(), cost);
            macs = saturated(macs, cost.macs());
            activations = saturated(activations, cost.activationBytes());
            if (!cost.known()) {
                unknownNodes.add(node);
            }
        }
        long parameters = weights.stream().mapToLong(Tensor::elements).reduce(0, CostRules::saturated);
        LiveMemory memory = LiveMemory.of(graph, shapes);
        return new Costs(costs, new Costs.Totals(parameters, macs, activations, memory.peak(), memory.isKnown()),
                List.copyOf(unknownOperators), unknownNodes);
    }

    /// Multiply-accumulates of one run, what is unknown left out: {@link Costs#macs()} alone.
    public static long macs(Graph graph, Shapes shapes) {
        Set<Tensor> weights = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> unknown = new LinkedHashSet<>();
        long macs = 0;
        for (Node node : graph.nodes()) {
            macs = saturated(macs, countNode(new Place(graph, shapes, node), weights, unknown).macs());
        }
        return macs;
    }

    /// True if an operand is a constant whose elements count as parameters.
    public static boolean isParameter(Graph graph, Shapes shapes, Node node, int operand) {
        Place place = new Place(graph, shapes, node);
        CostRule<?> rule = RULES.get(node.op().getClass());
        return place.weight(operand).isPresent() && (rule == null
                ? CostTable.isWeightOfUnknown(operand, place)
                : isLearned(rule, node.op(), operand, place));
    }

    private static Optional<String> name(Op op) {
        return op instanceof Opaque(String domain, String type, var attributes)
                ? Optional.of(domain.isEmpty() ? type : domain + "." + type)
                : Optional.empty();
    }

    private static NodeCost countNode(Place place, Set<Tensor> all, Set<String> unknown) {
        Op op = place.node().op();
        CostRule<?> rule = RULES.get(op.getClass());
        Set<Tensor> own = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < place.node().inputs().size(); i++) {
            if (rule == null ? CostTable.isWeightOfUnknown(i, place) : isLearned(rule, op, i, place)) {
                place.weight(i).ifPresent(own::add);
            }
        }
        Optional<BodyCosts> inside = BodyCosts.of(place, own, CostRules::countNode);
        place.capturedWeights().forEach(own::add);
        all.addAll(own);
        OptionalLong bytes = place.resultBytes();
        long parameters = own.stream().mapToLong(Tensor::elements).reduce(0, CostRules::saturated);
        if (inside.isPresent()) {
            unknown.addAll(inside.get().unknown());
            return new NodeCost(parameters, inside.get().macs(), bytes.orElse(0),
                    inside.get().known() && bytes.isPresent());
        }
        if (rule == null) {
            name(op).ifPresent(unknown::add);
        }
        OptionalLong macs = rule == null ? OptionalLong.empty() : macs(rule, op, place);
        return new NodeCost(parameters, macs.orElse(0), bytes.orElse(0), macs.isPresent() && bytes.isPresent());
    }

    static long saturated(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /// The table pairs each class with a rule for that class, so the cast cannot fail.
    @SuppressWarnings("unchecked")
    private static <O extends Op> boolean isLearned(CostRule<?> rule, O op, int operand, Place place) {
        return ((CostRule<O>) rule).weights().isLearned(op, operand, place);
    }

    @SuppressWarnings("unchecked")
    private static <O extends Op> OptionalLong macs(CostRule<?> rule, O op, Place place) {
        return ((CostRule<O>) rule).macs().count(op, place);
    }
}
