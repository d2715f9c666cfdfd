package dev.secateur.views.inspector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ChannelStatistics;
import dev.secateur.engine.kernel.Statistics;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Coupled;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;

/// What the inspector shows, following the selection. At most one of node sheet and selection sheet is there.
///
/// Weights are read off the thread of the session; what was begun for an earlier selection is cancelled.
public final class InspectorViewModel {

    private static final int BINS = 61;

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<@Nullable NodeSheet> node = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SelectionSheet> summary = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable CoupledSheet> coupled = new ReadOnlyObjectWrapper<>();
    private final ObservableList<WeightSheet> weights = FXCollections.observableArrayList();
    private final ObservableList<WeightSheet> shownWeights = FXCollections.unmodifiableObservableList(weights);
    private @Nullable RunningJob reading;

    public InspectorViewModel(SessionModel session) {
        this.session = session;
        session.scope().selectionProperty().addListener((o, was, is) -> refresh());
        session.scope().analysisProperty().addListener((o, was, is) -> refresh());
        session.measurementProperty().addListener((o, was, is) -> refresh());
        session.coupled().chosenProperty().addListener((o, was, is) -> tell(is));
        tell(session.coupled().chosenProperty().get());
        refresh();
    }

    /// The selected node, null if none or several are selected.
    public ReadOnlyObjectProperty<@Nullable NodeSheet> nodeProperty() {
        return node.getReadOnlyProperty();
    }

    /// The coupling group of the selected node; null if there is none.
    public ReadOnlyObjectProperty<@Nullable CoupledSheet> coupledProperty() {
        return coupled.getReadOnlyProperty();
    }

    /// True while the coupling groups of the model are looked for.
    public ReadOnlyBooleanProperty searchingProperty() {
        return session.coupled().searchingProperty();
    }

    /// What is selected if it is more than one node.
    public ReadOnlyObjectProperty<@Nullable SelectionSheet> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// The distributions of the node's weights, as far as they were read.
    public ObservableList<WeightSheet> weights() {
        return shownWeights;
    }

    /// Shows another node.
    public void show(int nodeId) {
        session.scope().select(Selection.ofNode(nodeId));
    }

    private void tell(Coupled.@Nullable Chosen chosen) {
        coupled.set(chosen == null ? null : CoupledSheets.of(chosen));
    }

    private void refresh() {
        RunningJob before = reading;
        if (before != null) {
            before.cancel();
            reading = null;
        }
        weights.clear();
        Analysis analysis = session.scope().analysis();
        Selection selection = session.scope().selection();
        if (analysis == null || selection.isEmpty()) {
            node.set(null);
            summary.set(null);
            return;
        }
        Optional<Node> single = selection.single().flatMap(analysis.graph()::node);
        if (single.isPresent()) {
            summary.set(null);
            NodeSheet sheet = new SheetBuilder(analysis, session.scope().measurement()).sheet(single.get());
            node.set(sheet);
            read(sheet);
        } else {
            node.set(null);
            summary.set(summarise(analysis, selection));
        }
    }

    private @Nullable SelectionSheet summarise(Analysis analysis, Selection selection) {
        Set<Node> nodes = new LinkedHashSet<>();
        Set<Item> items = new LinkedHashSet<>();
        selection.blocks().stream().sorted().flatMap(id -> analysis.outline().item(id).stream()).forEach(block -> {
            items.add(block);
            nodes.addAll(block.nodes());
        });
        for (int id : selection.nodes()) {
            Optional<Layer> layer = analysis.outline().layerOf(id);
            layer.ifPresent(l -> {
                items.add(l);
                nodes.addAll(l.nodes());
            });
        }
        return items.isEmpty()
                ? null
                : new SheetBuilder(analysis, session.scope().measurement()).summary(new ArrayList<>(nodes),
                        new ArrayList<>(items));
    }

    private void read(NodeSheet sheet) {
        if (sheet.weights().isEmpty()) {
            return;
        }
        List<NodeSheet.Weight> sources = sheet.weights();
        Job<List<WeightSheet>> job = new Job<>("Read the weights of " + sheet.name(), Job.Lane.LIGHT, progress -> {
            List<WeightSheet> read = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                read.add(read(sources.get(i),
                        progress.part((double) i / sources.size(), (i + 1.0) / sources.size())));
            }
            return read;
        });
        reading = session.jobs().start(job, read -> {
            if (node.get() == sheet) {
                weights.setAll(read);
            }
        });
    }

    private static WeightSheet read(NodeSheet.Weight weight, Progress progress) {
        NodeSheet.Axes axes = weight.axes();
        if (axes == null) {
            return new WeightSheet(weight, Statistics.of(weight.tensor(), BINS, progress), null);
        }
        return new WeightSheet(weight, Statistics.of(weight.tensor(), BINS, progress.part(0, 0.6)), ChannelStatistics
                .of(weight.tensor(), axes.channel(), axes.other(), progress.part(0.6, 1)));
    }

    /// A constant input and the distribution of its elements.
    ///
    /// @param channels null for an input without channels of its own
    public record WeightSheet(NodeSheet.Weight weight, Statistics statistics, @Nullable ChannelStatistics channels) {}
}
