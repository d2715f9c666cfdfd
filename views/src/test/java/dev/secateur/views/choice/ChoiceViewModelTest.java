package dev.secateur.views.choice;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.proxylessnas.ProxylessReport;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.UnaskedWork;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class ChoiceViewModelTest {

    private static ProxylessReport report() {
        List<ProxylessReport.OperationReport> operations = List.of(
                new ProxylessReport.OperationReport("3×3", 1000, 0.1, 0.3),
                new ProxylessReport.OperationReport("skip", 0, 0, 0.7));
        List<ProxylessReport.Point> points = List.of(
                new ProxylessReport.Point(0, 0.5, 1, null, List.of(List.of(0.5, 0.5), List.of(0.4, 0.6))),
                new ProxylessReport.Point(1.5, 0.4, 0.8, 0.6, List.of(List.of(0.3, 0.7), List.of(0.1, 0.9))));
        return new ProxylessReport(
                List.of(new ProxylessReport.EdgeReport("stage1.block1", operations, 1, 0.8),
                        new ProxylessReport.EdgeReport("stage1.block2", operations, 1, 0.8)),
                points, new ProxylessReport.CostReport("ms", 0.6, 0.4, 0.1, 0.4, null), List.of(),
                new ProxylessReport.Passes(0, 0, 0), true, "");
    }

    @Test
    void aRunningSearchIsShownByEdgeUntilItEnds() {
        Graph graph = ResNet.of(8, Pictures.cifarTen(), 1);
        SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new UnaskedWork() {
            @Override
            public Graph read(Path file, Progress progress) {
                return graph;
            }
        });
        session.open(Path.of("model.onnx"));
        ChoiceViewModel model = new ChoiceViewModel(session);
        assertThat(model.shownProperty().get()).isNull();
        assertThat(model.probabilities()).isEmpty();

        session.findingProperty().set(new Finding(requireNonNull(session.present()), "proxylessnas", report()));
        model.edgeProperty().set(1);

        assertThat(requireNonNull(model.edge()).id()).isEqualTo("stage1.block2");
        assertThat(model.probabilities()).extracting(ChoiceViewModel.Curve::name).containsExactly("3×3", "skip");
        assertThat(model.probabilities().getLast().values()).containsExactly(60, 90);
        assertThat(model.epochs()).containsExactly(0, 1.5);
        assertThat(model.costs()).containsExactly(0.5, 0.4);
        session.findingProperty().set(null);
        assertThat(model.shownProperty().get()).isNull();
    }
}
