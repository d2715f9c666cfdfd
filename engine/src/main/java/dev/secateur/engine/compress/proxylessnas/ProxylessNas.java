package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Shape;

/// Chooses an operation for each block while the network is trained, by accuracy and cost.
public final class ProxylessNas implements Method<ProxylessConfig> {

    @Override
    public MethodInfo info() {
        return new MethodInfo("proxylessnas", "ProxylessNAS",
                "Offers each block smaller forms of itself, learns which one to take while weights are trained, and derives the best network.",
                "Cai, Zhu, Han, ProxylessNAS: Direct Neural Architecture Search on Target Task and Hardware, ICLR 2019",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));
    }

    @Override
    public ProxylessConfig defaults() {
        return ProxylessConfig.defaults();
    }

    @Override
    public Applicability applicability(Graph graph, ProxylessConfig config) {
        if (graph.requiredInputs().size() != 1) {
            return Applicability.no("the model has " + graph.requiredInputs().size() + " inputs and not one");
        }
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        if (shape != null && shape.rank() > 0 && shape.dim(0).isKnown()) {
            return Applicability.no("the model's batch is fixed at " + shape.dim(0) + "; free it first");
        }
        Places places = new Places(graph, config.space());
        if (places.blocks() == 0) {
            return Applicability.no("the model has no blocks among whose forms could be chosen");
        }
        return places.possible().isEmpty()
                ? Applicability.no("none of the " + places.blocks() + " blocks can be exchanged")
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<ProxylessConfig> input, Progress progress) throws ProblemException {
        if (applicability(input.graph(), input.config()) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot search", null, reason, "");
        }
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting("cannot search", "data", "it learns from labelled pictures",
                    "name them with --data, or choose them in the window");
        }
        ProxylessConfig config = input.config();
        if (config.cost().kind() != CostKind.MACS || config.space().from() != Space.MODEL
                || config.control().random() > 0 || config.control().ends()) {
            throw ProblemException.ofSetting("cannot search", "cost.kind, space.from, control",
                    "this version searches by multiply-accumulates in the model's own blocks, without controls",
                    "set cost.kind=macs");
        }
        progress.report(0, "Making the forms of all blocks");
        Graph graph = input.graph();
        Supernetwork net = Supernetwork.of(graph, new Places(graph, input.config().space()).all());
        progress.check();
        Memory memory = Memory.of(learning);
        memory.begin(input.config(), input.seed(), graph);
        Costs costs = Costs.macs(net);
        Pressure pressure = Pressure.of(input.config().cost(), costs, net);
        Telling telling = new Telling(net, costs, pressure, null);
        Pipeline pipeline = new Pipeline(input, learning, net, costs, pressure, telling);
        Pipeline.Found found = pipeline.search(progress.part(0.02, 0.6));
        Trials trials = new Trials(input, learning, pipeline, found);
        Trials.Trained derived = trials.run("derived", found.choice(), null, progress.part(0.6, 1));
        ProxylessReport report = telling.whole(found, List.of(derived.report()),
                Trials.passes(List.of(derived), input.config().retrain(), learning.pictures().training().size()), "");
        return result(graph, net, found, derived, report);
    }

    private static MethodResult result(Graph given, Supernetwork net, Pipeline.Found found, Trials.Trained derived,
            ProxylessReport report) {
        List<MethodResult.Change> changes = new ArrayList<>();
        for (int e = 0; e < found.choice().length; e++) {
            Edge edge = net.edges().get(e);
            Operation before = edge.operations().getFirst();
            Operation now = edge.operations().get(found.choice()[e]);
            changes.add(new MethodResult.Change(edge.id(), now.isSkip()
                    ? "was left out"
                    : now == before ? "stayed " + now.label() : before.label() + " became " + now.label()));
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        count(metrics, "Before", given);
        count(metrics, "After", derived.graph());
        return new MethodResult(derived.graph(), changes, metrics, null, report, derived.untrained());
    }

    private static void count(Map<String, Double> metrics, String when, Graph graph) {
        var costs = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        metrics.put("parameters" + when, (double) costs.parameters());
        metrics.put("macs" + when, (double) costs.macs());
    }
}
