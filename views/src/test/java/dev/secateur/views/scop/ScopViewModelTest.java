package dev.secateur.views.scop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ChannelScope;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.scop.ScopReport;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.session.Step;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.UnaskedWork;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class ScopViewModelTest {

    private static final Graph GRAPH = ResNet.of(8, Pictures.cifarTen(), 1);

    /// Two layers of four channels under experiment.
    private static ScopReport report(String form) {
        List<ScopReport.LayerReport> layers = new ArrayList<>();
        for (Node node : GRAPH.nodes().stream().filter(n -> n.op() instanceof Conv).skip(1).limit(2).toList()) {
            List<Double> betas = List.of(0.9, 0.1, 0.6, 0.3);
            layers.add(new ScopReport.LayerReport(GRAPH.name(node), form, "scaled", List.of(1.0, 2.0, 0.0, 1.0), betas,
                    List.of(0.8, -1.6, 0.0, -0.4), 2, form.equals("sliced") ? List.of(1) : List.of(1, 3),
                    List.of(List.of(0.5, 0.5, 0.5, 0.5), betas)));
        }
        return new ScopReport(layers, 0.5, ChannelScope.GROUP, 1, 3, List.of(0.0, 3.0), List.of(1.0), 0.3, "another",
                64,
                new ScopReport.Outcome(0.4, 0.5, "", 0, 0, null), "untrained");
    }

    /// A session whose method gives this report.
    private static SessionModel session(ScopReport report) {
        SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new UnaskedWork() {
            @Override
            public Graph read(Path file, Progress progress) {
                return GRAPH;
            }

            @Override
            public Applied apply(Request request, Progress progress) {
                MethodResult result = new MethodResult(request.version().graph(), List.of(), Map.of(), null, report);
                return new Applied(result, new Step(request.method(), "{}"), "done");
            }
        });
        session.open(Path.of("model.onnx"));
        return session;
    }

    private static void chooseData(SessionModel session) {
        RunSettings now = session.runSettings();
        session.runSettingsProperty().set(now.withData(new DataChoice("fashion", null)));
    }

    @Test
    void withoutDataItSaysWhatIsMissing() {
        SessionModel session = session(report("sliced"));
        ScopViewModel model = new ScopViewModel(session);
        assertThat(model.obstacleProperty().get()).contains("Choose data");
        assertThat(model.shownProperty().get()).isNull();
        chooseData(session);
        assertThat(model.obstacleProperty().get()).isEmpty();
        SessionModel plain = Sessions.with(Networks.chain(1));
        chooseData(plain);
        assertThat(new ScopViewModel(plain).obstacleProperty().get()).contains("Not for this model");
    }

    @Test
    void theReportOfAVersionStaysWhereItsChildrenAre() {
        SessionModel session = session(report("sliced"));
        chooseData(session);
        ScopViewModel model = new ScopViewModel(session);
        model.run();
        assertThat(requireNonNull(model.shownProperty().get()).version().id()).isEqualTo(1);
        session.undo();
        assertThat(model.shownProperty().get()).isNull();
        session.redo();
        assertThat(requireNonNull(model.shownProperty().get()).layers()).hasSize(2);
    }

    @Test
    void whatIsFoundOnTheWayIsShownUntilTheJobEnds() {
        SessionModel session = session(report("sliced"));
        ScopViewModel model = new ScopViewModel(session);
        session.findingProperty().set(new Finding(requireNonNull(session.present()), "scop",
                report(ScopReport.UNDECIDED)));
        ScopViewModel.Shown shown = requireNonNull(model.shownProperty().get());
        assertThat(shown.report().hasCut()).isFalse();
        assertThat(Fate.word(shown.layers().getFirst(), 1)).isEqualTo("would go");
        session.findingProperty().set(null);
        assertThat(model.shownProperty().get()).isNull();
    }

    @Test
    void drawingTheCutElsewhereCountsAnewAndSetsTheRate() {
        SessionModel session = session(report("sliced"));
        chooseData(session);
        ScopViewModel model = new ScopViewModel(session);
        model.run();
        assertThat(model.kept()).isEqualTo(4);
        model.draw(0.26);
        ScopViewModel.Shown shown = requireNonNull(model.shownProperty().get());
        assertThat(model.kept()).isEqualTo(6);
        assertThat(shown.isMoved()).isTrue();
        assertThat(model.form().field("rate").orElseThrow().textProperty().get()).isEqualTo("0.260");
        model.draw(0.5);
        assertThat(requireNonNull(model.shownProperty().get()).isMoved()).isFalse();
    }

    @Test
    void lookingAtALayerSelectsItsConvolution() {
        SessionModel session = session(report("sliced"));
        chooseData(session);
        ScopViewModel model = new ScopViewModel(session);
        model.run();
        model.lookAt(1);
        Node second = GRAPH.nodes().stream().filter(n -> n.op() instanceof Conv).skip(2).findFirst().orElseThrow();
        assertThat(session.selection()).isEqualTo(Selection.ofNode(second.id()));
        assertThat(requireNonNull(model.layer()).name()).doesNotContain("/");
    }

    @Test
    void channelsAreTaughtByBothHalvesAndSortedByTheirScores() {
        LayerScores layer = new LayerScores("a", report("sliced").layers().getFirst(), 2);
        assertThat(layer.order(LayerScores.Order.DIFFERENCE)).containsExactly(1, 3, 2, 0);
        assertThat(layer.order(LayerScores.Order.CHANNEL)).containsExactly(0, 1, 2, 3);
        assertThat(layer.real(1)).isEqualTo(0.2);
        assertThat(layer.knockoff(1)).isEqualTo(1.8);
        assertThat(layer.rank(0)).isEqualTo(3);
    }

    @Test
    void theFateOfAChannelFollowsFromTheFormOfItsLayer() {
        LayerScores sliced = new LayerScores("a", report("sliced").layers().getFirst(), 2);
        assertThat(Fate.text(sliced, 1)).contains("inputs of the layers that read it");
        assertThat(Fate.text(sliced, 3)).contains("no channel left");
        LayerScores scattered = new LayerScores("a", report("scattered").layers().getFirst(), 2);
        assertThat(Fate.text(scattered, 3)).contains("Zeros stand in its place");
        assertThat(Fate.word(scattered, 0)).isEqualTo("kept");
    }

    @Test
    void shortNamesAreThreeNumbersOrTheLayersOwn() {
        assertThat(ShortName.of("stage2.block1.conv2", 4)).isEqualTo("2.1.2");
        assertThat(ShortName.of("conv1", 4)).isEqualTo("#5");
    }

    @Test
    void theSpreadIsThatOfAllFactorsAtEachSnapshot() {
        ScopReport report = report("sliced");
        assertThat(ScopViewModel.spread(report, report.layers())).hasSize(2).startsWith(0.0);
    }
}
