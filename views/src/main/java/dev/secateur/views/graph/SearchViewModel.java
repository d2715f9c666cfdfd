package dev.secateur.views.graph;

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
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// The search field over the graph: finds while one types, and goes from match to match.
public final class SearchViewModel {

    private final SessionModel session;
    private final GraphViewModel graph;
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Set<Item>> matches = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<@Nullable Item> current = new ReadOnlyObjectWrapper<>();
    private List<Item> found = List.of();
    private @Nullable Search search;
    private @Nullable Analysis searched;

    public SearchViewModel(SessionModel session, GraphViewModel graph) {
        this.session = session;
        this.graph = graph;
        query.addListener((o, was, is) -> find());
        session.analysisProperty().addListener((o, was, is) -> find());
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
        session.select(found.stream().map(SearchViewModel::selection).reduce(Selection.NONE, Selection::plus));
    }

    private void step(int by) {
        if (found.isEmpty()) {
            return;
        }
        int at = position();
        int next = at < 0 ? (by > 0 ? 0 : found.size() - 1) : Math.floorMod(at + by, found.size());
        Item item = found.get(next);
        graph.openAround(graph.shown().picture().outline().around(item).stream().map(Section::id)
                .collect(Collectors.toSet()));
        current.set(null);
        current.set(item);
        session.select(selection(item));
        tell("");
    }

    private static Selection selection(Item item) {
        return switch (item) {
            case Section section -> Selection.ofBlock(section.id());
            case Layer layer -> Selection.ofNode(layer.head().id());
        };
    }

    private void find() {
        Analysis analysis = session.analysis();
        current.set(null);
        if (analysis == null) {
            search = null;
            found = List.of();
        } else if (search == null || searched != analysis) {
            search = new Search(analysis.graph(), analysis.outline());
            searched = analysis;
        }
        Search.Found result = search == null ? Search.Found.NOTHING : search.find(query.get());
        found = result.items();
        matches.set(Set.copyOf(found));
        tell(result.problem());
    }

    /// The index of the match that is shown, -1 if none is.
    private int position() {
        Item item = current.get();
        return item == null ? -1 : found.indexOf(item);
    }

    private void tell(String problem) {
        int at = position();
        if (!problem.isEmpty()) {
            answer.set(problem);
        } else if (query.get().isBlank()) {
            answer.set("");
        } else if (found.isEmpty()) {
            answer.set("nothing found");
        } else {
            String all = Figures.count(found.size());
            answer.set(at < 0 ? all + " found" : Figures.count(at + 1) + " of " + all);
        }
    }
}
