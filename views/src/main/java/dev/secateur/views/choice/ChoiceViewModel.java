package dev.secateur.views.choice;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.proxylessnas.ProxylessReport;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;

/// Which search is looked at, and which of its edges.
public final class ChoiceViewModel {

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Integer> edge = new SimpleObjectProperty<>(0);

    /// A search.
    ///
    /// @param version that was derived, or that the search works on
    public record Shown(ProxylessReport report, Version version) {}

    /// A curve over the epochs.
    ///
    /// @param name of the operation
    /// @param values as many as there are points
    public record Curve(String name, double[] values) {

        public Curve {
            values = values.clone();
        }
    }

    public ChoiceViewModel(SessionModel session) {
        this.session = session;
        session.findingProperty().addListener(o -> show());
        session.presentProperty().addListener(o -> show());
        show();
    }

    /// What is looked at; null before the first search.
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Index of the edge that is looked at.
    public ObjectProperty<Integer> edgeProperty() {
        return edge;
    }

    /// The edge that is looked at; null before the first search.
    public ProxylessReport.@Nullable EdgeReport edge() {
        Shown now = shown.get();
        return now == null || now.report().edges().isEmpty()
                ? null
                : now.report().edges().get(index(now));
    }

    private int index(Shown now) {
        return Math.clamp(edge.get(), 0, now.report().edges().size() - 1);
    }

    private void show() {
        Finding now = session.findingProperty().get();
        // A finding of another kind tells of the same run in another way, and what was shown stays.
        if (now != null && now.method().equals("proxylessnas")) {
            if (now.report() instanceof ProxylessReport report) {
                shown.set(new Shown(report, now.version()));
            }
            return;
        }
        VersionTree tree = session.tree();
        Version version = session.present();
        while (tree != null && version != null) {
            MethodResult result = session.resultOf(version);
            if (result != null && result.report() instanceof ProxylessReport report) {
                shown.set(new Shown(report, version));
                return;
            }
            version = version.isOriginal() ? null : tree.version(version.parent());
        }
        shown.set(null);
    }

    /// Epochs of the points at which the search was looked at.
    public double[] epochs() {
        Shown now = shown.get();
        return now == null
                ? new double[0]
                : now.report().history().stream().mapToDouble(ProxylessReport.Point::epoch).toArray();
    }

    /// How likely each operation of the edge was, in percent.
    public List<Curve> probabilities() {
        Shown now = shown.get();
        ProxylessReport.EdgeReport of = edge();
        if (now == null || of == null) {
            return List.of();
        }
        int at = index(now);
        return IntStream.range(0, of.operations().size())
                .mapToObj(i -> new Curve(of.operations().get(i).label(), now.report().history().stream()
                        .mapToDouble(p -> 100 * p.probabilities().get(at).get(i)).toArray()))
                .toList();
    }

    /// What a drawn network was expected to cost.
    public double[] costs() {
        Shown now = shown.get();
        return now == null
                ? new double[0]
                : now.report().history().stream().mapToDouble(ProxylessReport.Point::cost).toArray();
    }
}
