package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Section;

/// Finds layers and blocks of one graph by what their names, operators and tensors are called.
///
/// Several words must all occur; `"in quotes"` a name must be exactly so; `/between slashes/` is a regular expression;
/// `Conv -> BatchNormalization -> Relu` finds nodes that follow each other.
final class Search {

    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"?|(\\S+)");
    private static final String ARROW = "->";

    private final Graph graph;
    private final Outline outline;
    private final Map<String, List<String>> texts = new HashMap<>();

    Search(Graph graph, Outline outline) {
        this.graph = graph;
        this.outline = outline;
    }

    /// What was found.
    ///
    /// @param items layers and blocks in the order of the graph
    /// @param problem why the query cannot be understood; empty if it can
    record Found(List<Item> items, String problem) {
        static final Found NOTHING = new Found(List.of(), "");
    }

    Found find(String query) {
        String wanted = query.strip();
        if (wanted.isEmpty()) {
            return Found.NOTHING;
        }
        if (wanted.contains(ARROW)) {
            return new Found(sequences(wanted), "");
        }
        if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
            try {
                Pattern pattern = Pattern.compile(wanted.substring(1, wanted.length() - 1), Pattern.CASE_INSENSITIVE);
                return where(t -> t.stream().anyMatch(s -> pattern.matcher(s).find()));
            } catch (PatternSyntaxException e) {
                return new Found(List.of(), "not a regular expression: " + e.getDescription());
            }
        }
        List<Predicate<List<String>>> terms = terms(wanted.toLowerCase(Locale.ROOT));
        return where(t -> terms.stream().allMatch(term -> term.test(t)));
    }

    private static List<Predicate<List<String>>> terms(String query) {
        List<Predicate<List<String>>> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(query);
        while (matcher.find()) {
            String exact = matcher.group(1);
            String word = matcher.group(2);
            if (exact != null) {
                terms.add(t -> t.contains(exact));
            } else if (word != null) {
                terms.add(t -> t.stream().anyMatch(s -> s.contains(word)));
            }
        }
        return terms;
    }

    /// A block is found by its own name; its layers are found by theirs.
    private Found where(Predicate<List<String>> test) {
        return new Found(outline.items().stream().filter(i -> isListed(i) && test.test(texts(i))).toList(), "");
    }

    private static boolean isListed(Item item) {
        return !(item instanceof Section section) || section.kind() == Section.Kind.BLOCK;
    }

    private List<String> texts(Item item) {
        return texts.computeIfAbsent(item.id(), id -> {
            List<String> found = new ArrayList<>(List.of(item.label()));
            switch (item) {
                case Section section -> found.add(section.id());
                case Layer layer -> {
                    found.add(layer.path());
                    layer.parts().stream().flatMap(p -> p.nodes().stream()).forEach(n -> addTexts(n, found));
                }
            }
            return found.stream().map(s -> s.toLowerCase(Locale.ROOT)).distinct().toList();
        });
    }

    private void addTexts(Node node, List<String> into) {
        into.add(graph.name(node));
        into.add(node.op().type());
        node.outputs().stream().filter(Value::isPresent).map(graph::name).forEach(into::add);
        node.inputs().stream().filter(v -> graph.constants().containsKey(v)).map(graph::name).forEach(into::add);
    }

    private List<Item> sequences(String query) {
        List<String> types = Arrays.stream(query.split(ARROW)).map(s -> s.strip().toLowerCase(Locale.ROOT)).toList();
        Set<Item> found = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            List<Node> run = new ArrayList<>();
            if (follows(node, types, run)) {
                run.forEach(n -> outline.layerOf(n).ifPresent(found::add));
            }
        }
        return List.copyOf(found);
    }

    /// True if nodes of these types, in this order, begin with `node`; an empty type stands for any.
    private boolean follows(Node node, List<String> types, List<Node> run) {
        String type = types.getFirst();
        if (!type.isEmpty() && !type.equals(node.op().type().toLowerCase(Locale.ROOT))) {
            return false;
        }
        run.add(node);
        if (types.size() == 1) {
            return true;
        }
        for (Value output : node.outputs()) {
            for (Use use : output.isPresent() ? graph.uses(output) : List.<Use>of()) {
                if (follows(use.node(), types.subList(1, types.size()), run)) {
                    return true;
                }
            }
        }
        run.removeLast();
        return false;
    }
}
