package dev.secateur.views.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Selection;
import dev.secateur.views.text.Figures;

/// The search field over the graph: finds while one types, and goes from match to match.
public final class SearchViewModel {

    private static final int NONE = -1;

    private final GraphViewModel graph;
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Set<Item>> matches = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<@Nullable Item> current = new ReadOnlyObjectWrapper<>();
    private Search.Found found = Search.Found.NOTHING;
    private int at = NONE;
    private boolean feeds;
    private @Nullable Search search;
    private @Nullable Analysis searched;

    public SearchViewModel(GraphViewModel graph) {
        this.graph = graph;
        query.addListener((o, was, is) -> find());
        graph.shownProperty().addListener((o, was, is) -> shown());
    }

    /// What is looked for; see {@link Search} for its forms.
    public StringProperty queryProperty() {
        return query;
    }

    /// `3 of 17`, `17 found`, `nothing found`, or why the query cannot be understood; empty without a query.
    public ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /// The layers and blocks found.
    public ReadOnlyObjectProperty<Set<Item>> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /// The match that is shown; null before the first was gone to.
    public ReadOnlyObjectProperty<@Nullable Item> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /// Goes to the next match, after the last to the first.
    public void next() {
        step(1);
    }

    /// Goes to the match before.
    public void previous() {
        step(-1);
    }

    /// Selects all matches.
    public void selectAll() {
        Set<Integer> nodes = new HashSet<>();
        Set<String> blocks = new HashSet<>();
        for (Search.Match match : found.matches()) {
            Selection one = selection(match);
            nodes.addAll(one.nodes());
            blocks.addAll(one.blocks());
        }
        graph.select(new Selection(nodes, blocks));
    }

    private void step(int by) {
        List<Search.Match> all = found.matches();
        if (all.isEmpty()) {
            return;
        }
        at = at == NONE ? (by > 0 ? 0 : all.size() - 1) : Math.floorMod(at + by, all.size());
        Search.Match match = all.get(at);
        Outline outline = graph.shown().picture().outline();
        graph.openAround(match.items().stream().flatMap(i -> outline.around(i).stream()).map(Section::id)
                .collect(Collectors.toSet()));
        current.set(null);
        current.set(match.first());
        graph.select(selection(match));
        tell();
    }

    private static Selection selection(Search.Match match) {
        if (!match.nodes().isEmpty()) {
            return Selection.ofNodes(match.nodes());
        }
        return switch (match.first()) {
            case Section section -> Selection.ofBlock(section.id());
            case Layer layer -> Selection.ofNode(layer.head().id());
        };
    }

    /// Another graph was opened or entered.
    private void shown() {
        if (searched != graph.places().analysis()) {
            find();
        }
    }

    /// Nodes that follow each other are selected as soon as they are found, to be cut or merged.
    private void find() {
        Analysis analysis = graph.places().analysis();
        current.set(null);
        at = NONE;
        if (analysis == null) {
            search = null;
        } else if (search == null || searched != analysis) {
            search = new Search(analysis.graph(), analysis.outline());
            searched = analysis;
        }
        found = search == null ? Search.Found.NOTHING : search.find(query.get());
        matches.set(found.matches().stream().flatMap(m -> m.items().stream()).collect(Collectors.toSet()));
        if (found.pattern() || feeds) {
            selectAll();
        }
        feeds = found.pattern();
        tell();
    }

    private void tell() {
        int count = found.matches().size();
        if (!found.problem().isEmpty()) {
            answer.set(found.problem());
        } else if (query.get().isBlank()) {
            answer.set("");
        } else if (count == 0) {
            answer.set("nothing found");
        } else {
            answer.set(at == NONE
                    ? Figures.count(count) + " found"
                    : Figures.count(at + 1) + " of " + Figures.count(count));
        }
    }
}
