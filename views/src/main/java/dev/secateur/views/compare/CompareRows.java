package dev.secateur.views.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Interval;
import dev.secateur.engine.hardware.bits.BitFusion;
import dev.secateur.engine.hardware.bits.GraphCost;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.SessionModel;

/// Makes a row of what the session knows of a version.
final class CompareRows {

    private final SessionModel session;
    private final Map<Analysis, CompareRow.Costs> counted = new WeakHashMap<>();

    /// @param session whose facts are taken
    CompareRows(SessionModel session) {
        this.session = session;
    }

    /// All rows, oldest version first.
    ///
    /// @param steps whether cuts that were recovered have rows of their own; else the recovery tells of them
    List<CompareRow> of(VersionTree tree, Set<Integer> chosen, boolean steps) {
        List<CompareRow> rows = new ArrayList<>();
        for (Version version : tree.versions()) {
            boolean kept = steps || version.id() == tree.presentId() || chosen.contains(version.id())
                    || !isRecovered(version, tree);
            if (kept) {
                rows.add(row(version, tree, chosen.contains(version.id())));
            }
        }
        return rows;
    }

    /// True for a cut whose recovery is a version too.
    private static boolean isRecovered(Version version, VersionTree tree) {
        return !version.isOriginal() && !isTraining(version.step())
                && tree.versions().stream().anyMatch(v -> v.parent() == version.id() && isTraining(v.step()));
    }

    private CompareRow row(Version version, VersionTree tree, boolean chosen) {
        Analysis analysis = session.analysisOf(version);
        Measurement time = session.measurementOf(version);
        return new CompareRow(version, Family.of(version, tree),
                version.isOriginal() ? "" : tree.version(version.parent()).name(), accuracies(version, tree),
                analysis == null
                        ? new CompareRow.Costs(Double.NaN, Double.NaN, bytes(version), Double.NaN)
                        : counted.computeIfAbsent(analysis, a -> costs(a, version)),
                time.modelMs(), time.how(), version.id() == tree.presentId(), chosen);
    }

    private static CompareRow.Costs costs(Analysis analysis, Version version) {
        return new CompareRow.Costs(analysis.costs().parameters(), analysis.costs().macs(), bytes(version),
                new GraphCost(analysis.graph(), analysis.shapes()).of(new BitFusion(), Quantity.ENERGY)
                        .orElse(Double.NaN));
    }

    /// A training recovers what was cut before it: then the row tells of the cut too. So does the row of a method that trained
    /// itself and measured in between.
    private CompareRow.Accuracies accuracies(Version version, VersionTree tree) {
        Accuracy own = session.accuracyOf(version);
        double top1 = own == null ? Double.NaN : own.evaluation().top1();
        Interval interval = own == null ? null : own.evaluation().top1Interval();
        Evaluation cut = own == null ? null : own.untrained();
        if (version.isOriginal()) {
            return new CompareRow.Accuracies(Double.NaN, Double.NaN, top1, interval);
        }
        Version parent = tree.version(version.parent());
        boolean recovers = isTraining(version.step()) && !parent.isOriginal();
        return recovers
                ? new CompareRow.Accuracies(top1(tree.version(parent.parent())), top1(parent), top1, interval)
                : new CompareRow.Accuracies(top1(parent), cut == null ? Double.NaN : cut.top1(), top1,
                        interval);
    }

    private static boolean isTraining(@Nullable Step step) {
        return step != null && step.method().equals("train");
    }

    private double top1(Version version) {
        Accuracy accuracy = session.accuracyOf(version);
        return accuracy == null ? Double.NaN : accuracy.evaluation().top1();
    }

    private static double bytes(Version version) {
        return version.graph().constants().values().stream().mapToLong(Tensor::byteSize).sum();
    }
}
