package dev.secateur.engine.compress.jointrd;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.secateur.engine.compress.FirstWeights;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.calibration.RecreateBatchNorm;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// The plain network before training.
///
/// @param plan what goes and where the networks meet
/// @param start the plain network with its first weights; kernels that are Dirac-weighted are not wrapped yet
/// @param dirac the convolutions that will be Dirac-weighted, possibly none
/// @param recreated batch normalisations that were put in
record Preparation(PlainPlan plan, Graph start, List<Node> dirac, int recreated) {

    private static final int SAMPLES = 8;

    Preparation {
        dirac = List.copyOf(dirac);
    }

    static Preparation of(MethodInput<JointRdConfig> input, Progress progress) throws ProblemException {
        JointRdConfig config = input.config();
        Graph source = input.graph();
        int recreated = 0;
        if (source.nodes().stream().noneMatch(n -> n.op() instanceof BatchNormalization)) {
            RecreateBatchNorm.Recreated made = RecreateBatchNorm.in(source, samples(input).runs(), progress);
            source = made.graph();
            recreated = made.convolutions().size();
        }
        progress.check();
        PlainPlan plan = PlainPlan.of(source, config.shortcuts());
        Graph derived = plan.derive();
        Graph start = config.start() == Start.KAIMING ? FirstWeights.draw(derived, input.seed()) : derived;
        return new Preparation(plan, start, config.mode().hasDirac() ? wrapped(plan, start) : List.of(), recreated);
    }

    /// The user's inputs, or made-up ones.
    static Samples samples(MethodInput<?> input) throws ProblemException {
        Samples given = input.samples();
        return given != null
                ? given
                : SampleInputs.samples(input.graph(), Bindings.none(), SAMPLES, input.seed());
    }

    private static List<Node> wrapped(PlainPlan plan, Graph start) {
        return plan.diracConvolutions().stream().flatMap(n -> start.node(n.id()).stream())
                .filter(n -> start.constant(n.input(1)).filter(w -> w.dtype() == DType.FLOAT).isPresent()).toList();
    }

    int diracConvolutions() {
        return dirac.size();
    }

    /// The plain network as it computes before training, its kernels ordinary.
    Graph untrained() {
        GraphEditor editor = start.edit();
        Set<Value> done = new HashSet<>();
        for (Node node : dirac) {
            Value weight = node.input(1);
            if (node.op() instanceof Conv conv && done.add(weight)) {
                Tensor kernels = DiracWeight.untrained(start.constant(weight).orElseThrow(), conv.group());
                Value changed = editor.addConstant(start.name(weight), kernels);
                editor.replaceUses(weight, changed);
                editor.inheritName(weight, changed);
            }
        }
        editor.removeUnused();
        return editor.build();
    }

    /// The same with the factors of its kernels standing in the graph.
    Graph unmerged() {
        GraphEditor editor = start.edit();
        for (Node node : dirac) {
            Tensor weight = start.constant(node.input(1)).orElseThrow();
            int groups = node.op() instanceof Conv conv ? conv.group() : 1;
            String name = start.name(node);
            Node passed = editor.addNode(new Binary(Binary.Kind.MUL), name + ".passed",
                    editor.addConstant(name + ".delta", DiracWeight.delta(weight.dims(), groups)),
                    editor.addConstant(name + ".alpha", DiracWeight.perChannel(DiracWeight.ALPHA, weight)));
            Node learned = editor.addNode(new Binary(Binary.Kind.MUL), name + ".learned", node.input(1),
                    editor.addConstant(name + ".beta", DiracWeight.perChannel(DiracWeight.BETA, weight)));
            Node sum = editor.addNode(new Binary(Binary.Kind.ADD), name + ".kernels", passed.output(),
                    learned.output());
            editor.setInput(node, 1, sum.output());
        }
        return editor.build();
    }

    /// A network with its batch normalisations as part of the convolutions before them, where that is exact.
    static Graph folded(Graph graph, Progress progress) {
        return Rewriter.everywhere(graph, new FoldBatchNorm(), progress);
    }
}
