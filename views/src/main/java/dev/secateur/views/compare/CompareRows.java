package dev.secateur.views.compare;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.SessionModel;

/// Makes a row of what the session knows of a version.
///
/// @param session whose facts are taken
record CompareRows(SessionModel session) {

    List<CompareRow> of(VersionTree tree, Set<Integer> chosen) {
        return tree.versions().stream().map(v -> row(v, tree, chosen.contains(v.id()))).toList();
    }

    private CompareRow row(Version version, VersionTree tree, boolean chosen) {
        Analysis analysis = session.analysisOf(version);
        Measurement time = session.measurementOf(version);
        Accuracy accuracy = session.accuracyOf(version);
        return new CompareRow(version, Family.of(version, tree),
                version.isOriginal() ? "" : tree.version(version.parent()).name(), accuracies(version, tree),
                accuracy == null ? null : accuracy.interval(),
                analysis == null ? Double.NaN : analysis.costs().parameters(),
                analysis == null ? Double.NaN : analysis.costs().macs(), bytes(version), time.modelMs(), time.how(),
                version.id() == tree.presentId(), chosen);
    }

    /// A training recovers what was cut before it: then the row tells of the cut too.
    private CompareRow.Accuracies accuracies(Version version, VersionTree tree) {
        double own = top1(version);
        if (version.isOriginal()) {
            return new CompareRow.Accuracies(Double.NaN, Double.NaN, own);
        }
        Version parent = tree.version(version.parent());
        boolean recovers = isTraining(version.step()) && !parent.isOriginal();
        return recovers
                ? new CompareRow.Accuracies(top1(tree.version(parent.parent())), top1(parent), own)
                : new CompareRow.Accuracies(top1(parent), Double.NaN, own);
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
