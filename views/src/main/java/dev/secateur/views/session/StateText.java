package dev.secateur.views.session;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A selection in the words of a file.
final class StateText {

    private static final String NODES = "selection.nodes";
    private static final String BLOCKS = "selection.blocks";

    private StateText() {}

    static Map<String, String> of(Selection selection) {
        return Map.of(NODES,
                new TreeSet<>(selection.nodes()).stream().map(String::valueOf).collect(Collectors.joining(" ")), BLOCKS,
                String.join("\n", new TreeSet<>(selection.blocks())));
    }

    /// What is neither a selection nor was measured: how the model is looked at.
    static Map<String, String> layout(Map<String, String> state) {
        return state.entrySet().stream()
                .filter(e -> !e.getKey().equals(NODES) && !e.getKey().equals(BLOCKS)
                        && !e.getKey().startsWith(VersionFacts.PREFIX))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What cannot be understood is left out.
    static Selection selection(Map<String, String> state) {
        return new Selection(
                parts(state.getOrDefault(NODES, ""), " ", t -> t.matches("\\d{1,9}") ? Integer.valueOf(t) : -1),
                parts(state.getOrDefault(BLOCKS, ""), "\n", t -> t));
    }

    private static <T> Set<T> parts(String text, String separator, Function<String, T> read) {
        return Arrays.stream(text.split(separator, -1)).filter(t -> !t.isEmpty()).map(read).collect(Collectors.toSet());
    }
}
