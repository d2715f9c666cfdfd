package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Section;

/// Finds layers and blocks of one graph by what their names, operators and tensors are called.
///
/// Several words must all occur; `"in quotes"` a name must be exactly so; `/between slashes/` is a regular expression;
/// `Conv -> BatchNormalization -> Relu` finds nodes that follow each other, see {@link PatternSearch}.
final class Search {

    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"?|(\\S+)");
    private static final long REGEX_BUDGET = 30_000_000;

    private final Graph graph;
    private final Outline outline;
    private final Map<String, List<String>> texts = new HashMap<>();

    Search(Graph graph, Outline outline) {
        this.graph = graph;
        this.outline = outline;
    }

    /// What was found.
    ///
    /// @param matches in the order of the graph
    /// @param problem why the query cannot be understood; empty if it can
    /// @param pattern true for nodes that follow each other
    record Found(List<Match> matches, String problem, boolean pattern) {
        static final Found NOTHING = new Found(List.of(), "", false);

        static Found refused(String why) {
            return new Found(List.of(), why, false);
        }
    }

    /// One thing that was found.
    ///
    /// @param items one layer or block, or the layers that a pattern runs through
    /// @param nodes ids of the nodes of a pattern; empty for a layer or block found by name
    record Match(List<Item> items, Set<Integer> nodes) {
        Item first() {
            return items.getFirst();
        }
    }

    Found find(String query) {
        String wanted = query.strip();
        if (wanted.isEmpty()) {
            return Found.NOTHING;
        }
        if (wanted.contains(PatternSearch.ARROW)) {
            return pattern(wanted);
        }
        if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
            return regex(wanted.substring(1, wanted.length() - 1));
        }
        List<Predicate<List<String>>> terms = terms(wanted.toLowerCase(Locale.ROOT));
        return where(t -> terms.stream().allMatch(term -> term.test(t)));
    }

    private Found regex(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            WaryText.Budget budget = new WaryText.Budget(REGEX_BUDGET);
            return where(t -> t.stream().anyMatch(s -> pattern.matcher(new WaryText(s, budget)).find()));
        } catch (PatternSyntaxException e) {
            String place = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            return Found.refused("not a regular expression: " + decapitalised(e.getDescription()) + place);
        } catch (WaryText.SpentException e) {
            return Found.refused("this expression takes too long here");
        } catch (StackOverflowError e) {
            // Java's matcher recurses for each repetition of a group, so that a long name can exhaust the stack.
            return Found.refused("this expression needs too much memory here");
        }
    }

    private static String decapitalised(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
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
        List<Match> matches = outline.items().stream().filter(i -> isListed(i) && test.test(texts(i)))
                .map(i -> new Match(List.of(i), Set.of())).toList();
        return new Found(matches, "", false);
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

    private Found pattern(String query) {
        PatternSearch search = new PatternSearch(graph, query);
        if (!search.problem().isEmpty()) {
            return Found.refused(search.problem());
        }
        List<Match> matches = new ArrayList<>();
        for (Set<Node> nodes : search.matches()) {
            List<Item> items = nodes.stream().flatMap(n -> outline.layerOf(n).stream()).distinct()
                    .map(Item.class::cast).toList();
            if (!items.isEmpty()) {
                matches.add(new Match(items, nodes.stream().map(Node::id).collect(Collectors.toSet())));
            }
        }
        return new Found(matches, "", true);
    }
}
