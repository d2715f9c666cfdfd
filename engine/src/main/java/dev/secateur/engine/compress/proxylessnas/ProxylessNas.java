package dev.secateur.engine.compress.proxylessnas;

import java.util.List;
import java.util.Set;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
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
    public Class<ProxylessReport> reportType() {
        return ProxylessReport.class;
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
        if (config.space().from() == Space.MBCONV) {
            return Applicability.yes();
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
        progress.report(0, "Making the forms of all blocks");
        ProxylessConfig config = input.config();
        Graph graph = config.space().from() == Space.MBCONV ? largest(learning, input.seed()) : input.graph();
        Supernetwork net = Supernetwork.of(graph, new Places(graph, config.space()).all());
        progress.check();
        Memory memory = Memory.of(learning);
        Memory.Kept kept = memory.begin(config, input.seed(), input.graph());
        Memory.Measured measured = kept.costs();
        if (measured == null) {
            Pricing.Priced priced = new Pricing(net, config.cost(), input.threads(), input.seed())
                    .find(progress.part(0.01, 0.15));
            measured = Memory.Measured.of(priced);
            kept = kept.with(measured);
            memory.keep(kept);
        }
        Costs costs = measured.costs();
        Pressure pressure = Pressure.of(config.cost(), costs, net);
        Telling telling = new Telling(net, pressure, measured);
        Pipeline pipeline = new Pipeline(input, learning, net, costs, pressure, telling);
        Pipeline.Found found = pipeline.search(progress.part(0.15, 0.6));
        List<Memory.Control> controls = kept.controls();
        if (controls == null) {
            controls = new Drawing(net, costs, config.control(), found.choice(), input.threads())
                    .all(net.network(net.given()), input.seed(), progress.part(0.6, 0.65));
            memory.keep(kept.with(controls));
        }
        return new Trials(input, learning, pipeline, found).all(controls, progress.part(0.65, 1));
    }

    private static Graph largest(Learning learning, long seed) throws ProblemException {
        Dataset pictures = learning.pictures().training();
        Dataset.Extents extents = pictures.extents();
        if (extents.height() != extents.width()) {
            throw ProblemException.ofSetting("the built-in space does not fit", "space.from",
                    "the pictures are " + extents.height() + "×" + extents.width() + " and it takes square ones",
                    "search in the model's own blocks with space.from=model");
        }
        return Architecture.named("mbconv-small").orElseThrow()
                .build(new Pictures(extents.channels(), extents.height(), pictures.classes().size()), 1, seed);
    }
}
