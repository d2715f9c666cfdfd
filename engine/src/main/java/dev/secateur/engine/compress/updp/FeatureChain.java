package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.rewrite.Match;

/// The main path of a block that ends in the addition of its own input: layers, normalisations, activations, factors, first to last.
///
/// @param addition the node that adds the input
/// @param entry the input
record FeatureChain(Node addition, Value entry, List<Step> steps) {

    private static final int MOST_STEPS = 40;

    FeatureChain {
        steps = List.copyOf(steps);
    }

    /// Reads the path that ends in an addition.
    static Match<FeatureChain> endingIn(Graph graph, Node addition) {
        if (!(addition.op() instanceof Binary(Binary.Kind kind)) || kind != Binary.Kind.ADD) {
            return Match.no("it does not end in an addition", addition);
        }
        Match<FeatureChain> left = from(graph, addition, 0);
        return left.applies() ? left : from(graph, addition, 1);
    }

    private static Match<FeatureChain> from(Graph graph, Node addition, int side) {
        Value entry = addition.input(1 - side);
        StepReader reader = new StepReader(graph);
        List<Step> steps = new ArrayList<>();
        Value value = addition.input(side);
        while (!value.equals(entry) && steps.size() < MOST_STEPS) {
            Step step = reader.making(value);
            if (step == null) {
                return no(graph, value, addition);
            }
            steps.addFirst(step);
            value = step.input();
        }
        return value.equals(entry) && !steps.isEmpty()
                ? Match.yes(new FeatureChain(addition, entry, steps))
                : Match.no("its main path does not lead back to its input", addition);
    }

    private static Match<FeatureChain> no(Graph graph, Value value, Node addition) {
        Optional<Node> maker = graph.producer(value);
        return maker.isPresent()
                ? Match.no("it contains " + maker.get().op().type() + ", which cannot become part of one layer",
                        maker.get())
                : Match.no("its main path does not lead back to its input", addition);
    }

    /// Why the block cannot be pruned; null if it can.
    static @Nullable String obstacle(Graph graph, Block block, FeatureChain chain) {
        if (!chain.addition.output().equals(block.exit())) {
            return "it does not end in an addition";
        }
        List<Linear> layers = chain.layers();
        if (layers.size() < 2) {
            return "it has fewer than two layers";
        }
        boolean first = layers.getFirst() instanceof Convolution;
        boolean fits = layers.stream().skip(1).allMatch(l -> !(l instanceof Convolution c)
                || c.geometry().isPointwise() && !c.geometry().isStrided());
        if (!fits || layers.getFirst() instanceof Convolution c && !c.geometry().keepsExtent()
                || layers.getFirst().inputs() != layers.getLast().outputs()) {
            return "its layers do not keep the size and channels of their input, which the shortcut adds";
        }
        if (!first && (layers.stream().anyMatch(l -> l instanceof Convolution)
                || chain.steps.stream().anyMatch(s -> s instanceof Step.Turn))) {
            return "it turns axes between matrix products";
        }
        Set<Integer> inside = new HashSet<>(block.nodes());
        boolean leaks = chain.steps.stream().anyMatch(s -> graph.isOutput(s.output())
                || graph.uses(s.output()).stream().anyMatch(u -> !inside.contains(u.node().id())));
        return leaks ? "a value inside it is used outside too" : null;
    }

    /// Convolutions and products, first to last.
    List<Linear> layers() {
        return steps.stream().filter(s -> s instanceof Step.Layer).map(s -> ((Step.Layer) s).linear()).toList();
    }

    /// Activations, first to last.
    List<Step.Bend> bends() {
        return steps.stream().filter(s -> s instanceof Step.Bend).map(s -> (Step.Bend) s).toList();
    }

    /// Layer normalisations, first to last.
    List<Step.Norm> norms() {
        return steps.stream().filter(s -> s instanceof Step.Norm).map(s -> (Step.Norm) s).toList();
    }

    /// The convolution in front; empty if the path begins with a product.
    Optional<Convolution> front() {
        return layers().getFirst() instanceof Convolution c ? Optional.of(c) : Optional.empty();
    }

    /// Its layers for people: `dw 7×7 + 96→384 + 384→96`.
    String display() {
        return layers().stream().map(FeatureChain::display).collect(Collectors.joining(" + "));
    }

    private static String display(Linear layer) {
        return layer instanceof Convolution c && !c.geometry().isOneByOne()
                ? (c.isDepthwise() ? "dw " : "") + c.geometry().display()
                : layer.inputs() + "→" + layer.outputs();
    }
}
