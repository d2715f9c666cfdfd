package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;

/// What the plain network makes small:
/// `1/P * { CE(z_S, y) + d D(F_S, F_T) + m * sum over joint paths k of [ CE(z_k, y) + d D(F_k, F_T) ] }`, P being the number of
/// paths, its own included. Without joint paths P is 1.
final class JointLoss {

    private final Teacher teacher;
    private final List<PlainPlan.Tap> taps;
    private final PlainPlan.Tap last;
    private final Guidance guidance;
    private final List<Connector> connectors;

    /// @param taps where joint paths leave the plain network, possibly none
    /// @param last where the last feature maps are
    /// @param connectors one for the network's own path and one for each tap; none to compare features as they are
    JointLoss(Teacher teacher, List<PlainPlan.Tap> taps, PlainPlan.Tap last, Guidance guidance,
            List<Connector> connectors) {
        this.teacher = teacher;
        this.taps = List.copyOf(taps);
        this.last = last;
        this.guidance = guidance;
        this.connectors = List.copyOf(connectors);
    }

    /// A batch and what the plain network made of it.
    ///
    /// @param pictures `[N, C, H, W]`
    /// @param labels `[N]` int64
    /// @param entropy cross-entropy of the plain network's own scores
    /// @param found the plain network's value at each tap, the last one included
    /// @param margins `[1, C, 1, 1]` of the teacher's last feature map
    record Pass(Var pictures, Var labels, Var entropy, Map<Value, Var> found, Var margins) {}

    /// The loss and its parts.
    ///
    /// @param paths fraction of the pictures that each joint path classifies rightly
    record Judged(Var loss, List<Double> paths) {
        Judged {
            paths = List.copyOf(paths);
        }
    }

    /// Judges a pass.
    ///
    /// @param joint weight m of the joint paths
    Judged judge(Pass pass, double joint) {
        double share = 1.0 / (taps.size() + 1);
        Target target = new Target(teacher.last(pass.pictures()), pass.margins());
        Var own = pass.entropy().add(distance(0, at(pass, last), target).mul(guidance.featureWeight()));
        Var loss = own.mul(share);
        List<Double> paths = new ArrayList<>();
        for (int k = 0; k < taps.size(); k++) {
            loss = loss.add(guidance.tails() == Tails.TOGETHER
                    ? together(pass, k, target, paths).mul(joint * share)
                    : alone(pass, k, target, paths, joint * share));
        }
        return new Judged(loss, paths);
    }

    /// The teacher's last feature map and its margins.
    private record Target(Var features, Var margins) {}

    private static Var at(Pass pass, PlainPlan.Tap tap) {
        return Objects.requireNonNull(pass.found().get(tap.student()), tap.id());
    }

    private Var together(Pass pass, int path, Target target, List<Double> paths) {
        return through(path, at(pass, taps.get(path)), pass.labels(), target, paths);
    }

    private Var through(int path, Var features, Var labels, Target target, List<Double> paths) {
        Teacher.Way way = teacher.from(taps.get(path).teacher(), features);
        Var entropy = Losses.crossEntropy(way.scores(), labels, 0);
        paths.add(way.scores().detach().argmax(1).equal(labels).to(DType.FLOAT).mean().item());
        return entropy.add(distance(path + 1, way.last(), target).mul(guidance.featureWeight()));
    }

    /// Goes back through the teacher now, to the tap and the connector, and hands on a loss with the same value and gradients that
    /// holds nothing of the teacher.
    private Var alone(Pass pass, int path, Target target, List<Double> paths, double factor) {
        Var features = at(pass, taps.get(path));
        List<Var> ends = new ArrayList<>(List.of(features));
        if (!connectors.isEmpty()) {
            ends.addAll(connectors.get(path + 1).parameters().stream().map(Parameter::value).toList());
        }
        List<Var> gradients = new ArrayList<>();
        double value;
        try (Scope scope = Scope.open()) {
            Var leaf = features.detach().requireGradient(true);
            Var loss = through(path, leaf, pass.labels(), target, paths).mul(factor);
            value = loss.item();
            List<Var> leaves = new ArrayList<>(ends);
            leaves.set(0, leaf);
            Gradients.of(loss, leaves).orZeros().forEach(g -> gradients.add(g.detach().keep()));
        }
        Var stands = null;
        for (int i = 0; i < ends.size(); i++) {
            Var product = ends.get(i).mul(gradients.get(i)).sum();
            stands = stands == null ? product : stands.add(product);
            gradients.get(i).close();
        }
        Var all = Objects.requireNonNull(stands);
        return all.sub(all.detach()).add(value);
    }

    private Var distance(int path, Var features, Target target) {
        Var compared = connectors.isEmpty() ? features : connectors.get(path).apply(features);
        return guidance.feature() == FeatureLoss.MSE
                ? FeatureDistance.squared(compared, target.features())
                : FeatureDistance.margin(compared, target.features(), target.margins());
    }
}
