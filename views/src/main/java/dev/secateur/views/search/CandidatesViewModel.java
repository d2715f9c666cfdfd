package dev.secateur.views.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.autocompress.AutoCompressReport;
import dev.secateur.engine.search.SearchFinding;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.engine.search.Trial;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.NodeNames;

/// Which search is looked at, which of its stages and candidates.
public final class CandidatesViewModel {

    /// Stands for all stages of a search.
    static final String ALL = "All stages";

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<String> stage = new SimpleObjectProperty<>(ALL);
    private final IntegerProperty looked = new SimpleIntegerProperty(-1);

    /// A search.
    ///
    /// @param details what AutoCompress tells beside it; null for searches of other methods
    /// @param version that it works on, or that it made
    /// @param running true while it goes on
    public record Shown(SearchReport search, @Nullable AutoCompressReport details, Version version, boolean running) {}

    public CandidatesViewModel(SessionModel session) {
        this.session = session;
        session.findingProperty().addListener(o -> show());
        session.presentProperty().addListener(o -> show());
        show();
    }

    /// What is looked at; null before the first search.
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The stage whose candidates are shown, or {@link #ALL}.
    ObjectProperty<String> stageProperty() {
        return stage;
    }

    /// Number of the candidate that is looked at; -1 for none.
    IntegerProperty lookedProperty() {
        return looked;
    }

    private void show() {
        Finding now = session.findingProperty().get();
        if (now != null && now.report() instanceof SearchFinding finding) {
            set(shown(finding, now.version(), true));
            return;
        }
        VersionTree tree = session.tree();
        Version version = session.present();
        while (tree != null && version != null) {
            MethodResult result = session.resultOf(version);
            if (result != null && result.report() instanceof SearchFinding finding
                    && !finding.search().trials().isEmpty()) {
                set(shown(finding, version, false));
                return;
            }
            version = version.isOriginal() ? null : tree.version(version.parent());
        }
        set(null);
    }

    private static Shown shown(SearchFinding finding, Version version, boolean running) {
        return new Shown(finding.search(), finding instanceof AutoCompressReport report ? report : null, version,
                running);
    }

    private void set(@Nullable Shown next) {
        if (next == null || !stages(next.search()).contains(stage.get())) {
            stage.set(ALL);
        }
        if (next == null || next.search().trials().stream().noneMatch(t -> t.number() == looked.get())) {
            looked.set(-1);
        }
        shown.set(next);
    }

    /// The stages of a search, all of them first.
    static List<String> stages(SearchReport search) {
        List<String> stages = new java.util.ArrayList<>(List.of(ALL));
        search.trials().stream().map(Trial::stage).distinct().forEach(stages::add);
        return stages;
    }

    /// The search with the candidates of the stage alone that is looked at; null before the first search.
    @Nullable
    SearchReport search() {
        Shown now = shown.get();
        if (now == null || stage.get().equals(ALL)) {
            return now == null ? null : now.search();
        }
        SearchReport whole = now.search();
        List<Trial> own = whole.trials().stream().filter(t -> t.stage().equals(stage.get())).toList();
        return new SearchReport(whole.info(), own, whole.chosen(), whole.recalled());
    }

    /// The candidates as rows.
    List<TrialRow> rows() {
        SearchReport search = search();
        if (search == null) {
            return List.of();
        }
        Set<Integer> frontier = new HashSet<>();
        search.frontier().forEach(t -> frontier.add(t.number()));
        return search.trials().stream().map(t -> new TrialRow(t, frontier.contains(t.number()),
                search.chosen().contains(t.number()), configuration(t.configuration()))).toList();
    }

    /// A configuration in a line.
    static String configuration(Map<String, Object> configuration) {
        StringBuilder text = new StringBuilder();
        configuration.forEach(
                (name, value) -> text.append(text.isEmpty() ? "" : " · ").append(NodeNames.brief(name)).append(' ')
                        .append(value instanceof Double number ? Figures.decimal(number, 3) : value));
        return text.toString();
    }

    /// How many candidates there are, and what of them.
    String fact() {
        Shown now = shown.get();
        SearchReport search = search();
        if (now == null || search == null) {
            return "";
        }
        return now.version().name() + " · " + (now.running() ? "searching · " : "")
                + Figures.plural(search.trials().size(), "candidate") + ", " + search.frontier().size()
                + " on the frontier"
                + (search.recalled() == 0 ? "" : ", " + search.recalled() + " from an earlier run");
    }
}
