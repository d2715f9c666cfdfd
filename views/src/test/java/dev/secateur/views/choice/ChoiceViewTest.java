package dev.secateur.views.choice;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.compress.proxylessnas.ProxylessReport;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class ChoiceViewTest {

    private static final List<String> OPERATIONS = List.of("5×5", "3×3", "5×5, 50 %", "3×3, 50 %", "skip");

    private final FxRobot robot = new FxRobot();
    private final SessionModel session = Sessions.with(Networks.resNet(2));

    private static ProxylessReport report() {
        List<ProxylessReport.OperationReport> operations = OPERATIONS.stream()
                .map(o -> new ProxylessReport.OperationReport(o, 1000, 0.1, 0.2)).toList();
        return new ProxylessReport(List.of(new ProxylessReport.EdgeReport("stage1.block1", operations, 1, 0.8)),
                List.of(new ProxylessReport.Point(0, 0.5, 1, null, List.of(Collections.nCopies(5, 0.2)))),
                new ProxylessReport.CostReport("ms", 0.6, 0.4, 0.1, 0.4, null), List.of(),
                new ProxylessReport.Passes(0, 0, 0), true, "");
    }

    @Test
    void everyOperationHasItsKeyWholeBesideTheCurvesOfANarrowWindow() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        ChoiceView view = FxToolkit.setupFixture(() -> new ChoiceView(new ChoiceViewModel(session),
                session.themeProperty(), new ChoiceView.Doors(() -> {}, () -> {})));
        Stages.show(view, Theme.LIGHT, 640, 600);
        robot.interact(() -> session.findingProperty()
                .set(new Finding(requireNonNull(session.present()), "proxylessnas", report())));
        Node keys = robot.lookup(".choice-keys").query();
        Bounds pane = keys.getParent().getParent().localToScene(keys.getParent().getParent().getLayoutBounds());
        List<Label> labels = robot.from(keys).lookup(".pane-fact").queryAllAs(Label.class).stream().toList();
        assertThat(labels).extracting(Label::getText).containsExactlyInAnyOrderElementsOf(OPERATIONS);
        assertThat(labels).allSatisfy(label -> {
            assertThat(pane.contains(label.localToScene(label.getLayoutBounds()))).as(label.getText()).isTrue();
            assertThat(label.getWidth()).isGreaterThanOrEqualTo(label.prefWidth(-1) - 0.5);
        });
    }
}
