package dev.secateur.views.bits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.haq.HaqReport;
import dev.secateur.engine.compress.haq.PolicyFile;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.hardware.bits.BitCosts;
import dev.secateur.engine.hardware.bits.BitFusion;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.BitSerial;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.OwnTable;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// Policies beside each other: the one chosen by hand, uniform ones, those that a search found, and those from files; what each costs.
public final class PoliciesViewModel {

    /// Accelerators whose costs can be shown without a measurement or a table.
    public static final List<HardwareModel> HARDWARE = List.of(BitSerial.EDGE, BitSerial.CLOUD, new BitFusion());

    private static final int[] UNIFORM = {4, 8};

    private final SessionModel session;
    private final BitsViewModel model;
    private final CostsWork work;
    private final ObservableList<HardwareModel> choices = FXCollections.observableArrayList(HARDWARE);
    private final ObjectProperty<HardwareModel> hardware = new SimpleObjectProperty<>(BitSerial.EDGE);
    private final ReadOnlyObjectWrapper<List<PolicyColumn>> columns = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable HaqReport> report = new ReadOnlyObjectWrapper<>();
    private final Map<String, List<LayerBits>> imported = new LinkedHashMap<>();
    private List<BitLayer> layers = List.of();
    private @Nullable Analysis shownFor;

    public PoliciesViewModel(SessionModel session, BitsViewModel model, CostsWork work) {
        this.session = session;
        this.model = model;
        this.work = work;
        model.rowsProperty().addListener(o -> update());
        session.findingProperty().addListener(o -> update());
        session.presentProperty().addListener(o -> update());
        update();
    }

    /// The policies, the one chosen by hand first.
    public ReadOnlyObjectProperty<List<PolicyColumn>> columnsProperty() {
        return columns.getReadOnlyProperty();
    }

    /// What the latest search for the shown network says, while it runs too; null before the first.
    public ReadOnlyObjectProperty<@Nullable HaqReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// What tells latency and energy.
    public ObjectProperty<HardwareModel> hardwareProperty() {
        return hardware;
    }

    /// What can tell latency and energy: the accelerators, tables that were opened, and this machine once it was timed.
    public ObservableList<HardwareModel> choices() {
        return choices;
    }

    /// Takes the costs of a table of the user's own; what is wrong with it, or which layer of the network it lacks, is told in the banner.
    public void openTable(Path file) {
        try {
            OwnTable table = OwnTable.read(file);
            if (!layers.isEmpty()) {
                BitCosts.of(table, Quantity.LATENCY, layers);
            }
            take(table);
        } catch (ProblemException e) {
            tell(e);
        }
    }

    /// A table to fill in, with what the shown hardware tells of the network's layers.
    public String template() {
        return OwnTable.template(layers, hardware.get());
    }

    /// Times the network's layers here, in a job, and shows what they cost.
    public void timeHere() {
        Analysis analysis = session.analysis();
        if (analysis == null || layers.isEmpty()) {
            return;
        }
        int threads = session.runSettings().threads();
        session.jobs().startFor(new Job<>("Time layers in integers", Job.Lane.COMPUTE,
                p -> work.integers(analysis.graph(), threads, p)), outcome -> {
                    if (outcome instanceof Outcome.Done<HardwareModel>(HardwareModel timed)) {
                        take(timed);
                    }
                });
    }

    private void take(HardwareModel found) {
        // The one of the same name leaves after the choice has moved, so that the choice is never empty.
        List<HardwareModel> old = choices.stream().filter(m -> m.title().equals(found.title())).toList();
        choices.add(found);
        hardware.set(found);
        choices.removeAll(old);
    }

    private void update() {
        Analysis analysis = session.analysis();
        if (analysis != shownFor) {
            shownFor = analysis;
            imported.clear();
            layers = analysis == null ? List.of() : layers(analysis, model.rowsProperty().get());
        } else if (analysis != null && layers.size() != model.rowsProperty().get().size()) {
            layers = layers(analysis, model.rowsProperty().get());
        }
        List<BitsRow> rows = model.rowsProperty().get();
        HaqReport found = rows.isEmpty() ? null : found();
        report.set(found);
        List<PolicyColumn> made = new ArrayList<>();
        if (!rows.isEmpty()) {
            made.add(new PolicyColumn(PolicyColumn.OWN, rows.stream().map(BitsRow::bits).toList(), null));
            if (found != null) {
                found.policies().forEach(p -> column(rows, found, p).ifPresent(made::add));
            }
            imported.forEach((name, bits) -> made.add(new PolicyColumn(name, bits, null)));
            for (int bits : UNIFORM) {
                made.add(new PolicyColumn("all " + bits, rows.stream().map(r -> new LayerBits(bits, bits)).toList(),
                        null));
            }
        }
        columns.set(List.copyOf(made));
    }

    private static List<BitLayer> layers(Analysis analysis, List<BitsRow> rows) {
        List<BitLayer> found = new ArrayList<>();
        for (BitsRow row : rows) {
            Optional<Node> node = analysis.graph().node(row.node());
            node.flatMap(n -> BitLayer.of(analysis.graph(), analysis.shapes(), n)).ifPresent(found::add);
        }
        return found.size() == rows.size() ? List.copyOf(found) : List.of();
    }

    /// The report of a search that is at work on the present, or of the newest version that one made from it.
    private @Nullable HaqReport found() {
        Version present = session.present();
        VersionTree tree = session.tree();
        if (present == null || tree == null) {
            return null;
        }
        Finding now = session.findingProperty().get();
        if (now != null && now.version().id() == present.id()
                && now.report() instanceof HaqReport running) {
            return running;
        }
        HaqReport newest = null;
        for (Version version : tree.versions()) {
            MethodResult result = !version.isOriginal() && version.parent() == present.id()
                    ? session.resultOf(version)
                    : null;
            newest = result != null && result.report() instanceof HaqReport of ? of : newest;
        }
        return newest;
    }

    private static Optional<PolicyColumn> column(List<BitsRow> rows, HaqReport report, HaqReport.Chosen chosen) {
        Map<String, List<Integer>> bits = new LinkedHashMap<>();
        for (int l = 0; l < report.layers().size(); l++) {
            bits.put(report.layers().get(l).name(), chosen.bits().get(l));
        }
        List<LayerBits> own = new ArrayList<>();
        for (BitsRow row : rows) {
            List<Integer> widths = bits.get(row.name());
            if (widths == null) {
                return Optional.empty();
            }
            own.add(new LayerBits(widths.getFirst(), widths.getLast()));
        }
        Double last = chosen.lastAccuracy();
        return Optional.of(new PolicyColumn(chosen.search(), own, last == null ? chosen.accuracy() : last));
    }

    /// What a policy costs, for people; {@link Figures#UNKNOWN} where that is not known.
    public String cost(PolicyColumn column, Quantity quantity) {
        OptionalDouble cost = column.cost(layers, hardware.get(), quantity);
        if (cost.isEmpty()) {
            return Figures.UNKNOWN;
        }
        return quantity == Quantity.SIZE
                ? Figures.bytes(Math.round(cost.getAsDouble()))
                : Figures.significant(cost.getAsDouble()) + " " + quantity.unit();
    }

    /// A policy's accuracy, for people.
    public static String accuracy(PolicyColumn column) {
        Double known = column.accuracy();
        return known == null ? Figures.UNKNOWN : Figures.percent(known);
    }

    /// Takes the widths of a policy as those chosen by hand.
    public void take(PolicyColumn column) {
        model.chooseEach(column.bits());
    }

    /// Gives one layer of the policy chosen by hand another width; from another policy, that one is taken first.
    ///
    /// @param ofWeights true for weights, false for activations
    public void set(PolicyColumn column, int layer, boolean ofWeights, int bits) {
        List<LayerBits> changed = new ArrayList<>(column.bits());
        LayerBits now = changed.get(layer);
        changed.set(layer, ofWeights ? new LayerBits(bits, now.activations()) : new LayerBits(now.weights(), bits));
        model.chooseEach(changed);
    }

    /// Puts a policy from a file beside the others; what is wrong with it is told in the banner.
    public void load(Path file) {
        try {
            imported.put(String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""),
                    PolicyFile.read(file, model.rowsProperty().get().size()));
            update();
        } catch (ProblemException e) {
            tell(e);
        }
    }

    /// Tells a problem in the banner.
    void tell(ProblemException e) {
        session.jobs().problemProperty().set(e.problem());
    }

    /// All policies as a table: a line a layer, two columns a policy, totals below.
    public String csv() {
        List<BitsRow> rows = model.rowsProperty().get();
        List<PolicyColumn> now = columns.get();
        StringBuilder text = new StringBuilder("layer");
        now.forEach(c -> text.append(',').append(quoted(c.name() + " weights")).append(',')
                .append(quoted(c.name() + " activations")));
        text.append('\n');
        for (int l = 0; l < rows.size(); l++) {
            text.append(quoted(rows.get(l).name()));
            for (PolicyColumn column : now) {
                text.append(',').append(column.bits().get(l).weights()).append(',')
                        .append(column.bits().get(l).activations());
            }
            text.append('\n');
        }
        for (Quantity quantity : Quantity.values()) {
            text.append(quoted(quantity + " " + quantity.unit()
                    + (quantity == Quantity.SIZE ? "" : " " + hardware.get().title())));
            for (PolicyColumn column : now) {
                OptionalDouble cost = column.cost(layers, hardware.get(), quantity);
                text.append(',').append(cost.isEmpty()
                        ? ""
                        : String.format(Locale.ROOT, "%.6g", cost.getAsDouble())).append(',');
            }
            text.append('\n');
        }
        text.append("accuracy");
        now.forEach(c -> text.append(',').append(c.accuracy() == null ? "" : c.accuracy()).append(','));
        return text.append('\n').toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
