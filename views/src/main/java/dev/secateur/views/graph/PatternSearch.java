package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;

/// Finds nodes that follow each other: `Conv -> BatchNormalization -> Relu`, `MatMul -> * -> Softmax`, `Reduce* -> Mul|Div`.
///
/// Between arrows `?` is one operator of any kind and `*` up to three of them or none; within a name `*` is any characters.
/// Branches are followed: a node counts if it lies on any way that matches as a whole.
final class PatternSearch {

    static final String ARROW = "->";

    private static final String ANY_ONE = "?";
    private static final String ANY_FEW = "*";
    private static final int FEW = 3;

    /// Each one multiplies the work.
    private static final int MOST_GAPS = 2;

    private final Graph graph;
    private final List<String> names;

    PatternSearch(Graph graph, String query) {
        this.graph = graph;
        List<String> written = new ArrayList<>(Arrays.stream(query.split(ARROW)).map(String::strip)
                .filter(s -> !s.isEmpty()).toList());
        while (!written.isEmpty() && written.getFirst().equals(ANY_FEW)) {
            written.removeFirst();
        }
        while (!written.isEmpty() && written.getLast().equals(ANY_FEW)) {
            written.removeLast();
        }
        this.names = List.copyOf(written);
    }

    /// Why nothing can be looked for; empty if it can.
    String problem() {
        if (names.size() < 2) {
            return "name the operator that follows";
        }
        return names.stream().filter(ANY_FEW::equals).count() > MOST_GAPS ? "at most two * between arrows" : "";
    }

    /// For each node that a match begins with, all nodes on matching ways from it, in order of the graph.
    List<Set<Node>> matches() {
        Map<Node, Set<Node>> byStart = new HashMap<>();
        for (List<Predicate<Node>> steps : ways()) {
            addMatches(steps, byStart);
        }
        return graph.nodes().stream().map(byStart::get).filter(Objects::nonNull).toList();
    }

    /// The pattern with each gap filled by none, one, two or three operators.
    private List<List<Predicate<Node>>> ways() {
        List<List<Predicate<Node>>> ways = List.of(List.of());
        for (String name : names) {
            List<List<Predicate<Node>>> longer = new ArrayList<>();
            for (List<Predicate<Node>> way : ways) {
                for (int any = 0; any <= (name.equals(ANY_FEW) ? FEW : 0); any++) {
                    List<Predicate<Node>> next = new ArrayList<>(way);
                    next.addAll(name.equals(ANY_FEW)
                            ? Collections.nCopies(any, node -> true)
                            : List.of(step(name)));
                    longer.add(next);
                }
            }
            ways = longer;
        }
        return ways;
    }

    private void addMatches(List<Predicate<Node>> steps, Map<Node, Set<Node>> byStart) {
        List<Set<Node>> levels = viable(steps);
        for (Node start : levels.getFirst()) {
            Set<Node> match = byStart.computeIfAbsent(start, s -> new LinkedHashSet<>(Set.of(s)));
            Set<Node> front = Set.of(start);
            for (int i = 1; i < levels.size(); i++) {
                front = users(front);
                front.retainAll(levels.get(i));
                match.addAll(front);
            }
        }
    }

    /// The nodes that may stand at each step, those on no whole match left out.
    private List<Set<Node>> viable(List<Predicate<Node>> steps) {
        List<Set<Node>> levels = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Set<Node> candidates = i == 0 ? new LinkedHashSet<>(graph.nodes()) : users(levels.get(i - 1));
            candidates.removeIf(steps.get(i).negate());
            levels.add(candidates);
        }
        for (int i = levels.size() - 2; i >= 0; i--) {
            Set<Node> next = levels.get(i + 1);
            levels.get(i).removeIf(node -> users(Set.of(node)).stream().noneMatch(next::contains));
        }
        return levels;
    }

    private Set<Node> users(Set<Node> nodes) {
        Set<Node> users = new LinkedHashSet<>();
        for (Node node : nodes) {
            for (Value output : node.outputs()) {
                if (output.isPresent()) {
                    graph.uses(output).stream().map(Use::node).forEach(users::add);
                }
            }
        }
        return users;
    }

    private static Predicate<Node> step(String text) {
        if (text.equals(ANY_ONE)) {
            return node -> true;
        }
        String glob = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\|")).map(String::strip)
                .map(name -> Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|"));
        Predicate<String> matches = Pattern.compile(glob).asMatchPredicate();
        return node -> matches.test(node.op().type().toLowerCase(Locale.ROOT));
    }
}
