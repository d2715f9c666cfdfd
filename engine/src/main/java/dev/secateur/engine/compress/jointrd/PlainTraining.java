package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// What the method adds to plain training: Dirac-weighted kernels, and the teacher's help.
final class PlainTraining implements Extension {

    private final Guidance guidance;
    private final List<Node> dirac;
    private final List<Value> wanted;
    private final @Nullable Maker maker;
    private final List<DiracWeight> kernels = new ArrayList<>();
    private final @Nullable Tallies tallies;
    private @Nullable Help help;

    /// @param epochs of the training
    /// @param dirac convolutions that are Dirac-weighted
    /// @param wanted values of the plain network that the help needs
    /// @param maker makes the help when network and data are known to fit each other; null for labels alone
    PlainTraining(Guidance guidance, int epochs, List<Node> dirac, List<Value> wanted, @Nullable Maker maker) {
        this.guidance = guidance;
        this.dirac = List.copyOf(dirac);
        this.wanted = List.copyOf(wanted);
        this.maker = maker;
        // The last of the values is where the plain network's own features end.
        this.tallies = maker == null ? null : new Tallies(epochs, wanted.size() - 1);
    }

    /// Makes the teacher's part.
    @FunctionalInterface
    interface Maker {
        Help make() throws ProblemException;
    }

    @Override
    public void attach(TrainableGraph network) throws ProblemException {
        help = maker == null ? null : maker.make();
        Set<Parameter> done = new HashSet<>();
        for (Node node : dirac) {
            Parameter weight = network.parameter(node.input(1)).orElse(null);
            if (weight != null && node.op() instanceof Conv conv && done.add(weight)) {
                DiracWeight wrapped = new DiracWeight(weight.name(), weight.toTensor(), conv.group());
                kernels.add(wrapped);
                network.attach(weight, wrapped);
            }
        }
    }

    @Override
    public List<Parameter> parameters() {
        return help == null ? List.of() : help.parameters();
    }

    @Override
    public List<Value> wanted() {
        return wanted;
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        if (help == null || tallies == null) {
            return plain;
        }
        int epoch = (int) pass.moment().epoch();
        Help.Helped helped = help.help(plain, pass, guidance.joint(epoch));
        tallies.add(epoch, helped.paths(), helped.teacher());
        return helped.loss();
    }

    @Override
    public Map<String, Var> state() {
        if (help == null || tallies == null) {
            return Map.of();
        }
        Map<String, Var> state = new LinkedHashMap<>(help.state());
        state.put("tallies", tallies.state());
        return state;
    }

    /// The weight of the joint paths in an epoch; 0 where there are none.
    ///
    /// @param epoch from 0 on
    double joint(int epoch) {
        return paths(epoch).isEmpty() ? 0 : guidance.joint(epoch);
    }

    /// The fraction of the epoch's pictures that each joint path classified rightly, in the order of the taps.
    List<Double> paths(int epoch) {
        return tallies == null ? List.of() : tallies.paths(epoch);
    }

    /// The teacher's mean cross-entropy in an epoch; null if it is not trained.
    @Nullable
    Double teacher(int epoch) {
        return tallies == null || guidance.form() != TeacherForm.COTRAINED
                ? null
                : Double.valueOf(tallies.teacher(epoch));
    }

    @Override
    public void close() {
        kernels.forEach(DiracWeight::close);
        if (help != null) {
            help.close();
        }
        if (tallies != null) {
            tallies.close();
        }
    }
}
