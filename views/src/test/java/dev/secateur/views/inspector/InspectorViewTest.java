package dev.secateur.views.inspector;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.views.chart.Histogram;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static org.assertj.core.api.Assertions.assertThat;

class InspectorViewTest {

    private final FxRobot robot = new FxRobot();
    private final SessionModel session = Sessions.with(Networks.resNet(2));
    private final InspectorViewModel model = new InspectorViewModel(session);

    private InspectorView open(Theme theme) throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        session.themeProperty().set(theme);
        InspectorView view = FxToolkit.setupFixture(() -> new InspectorView(model, session.themeProperty()));
        Stages.show(view, theme, 368, 900);
        return view;
    }

    private Node convolution() {
        return Objects.requireNonNull(session.analysis()).graph().nodes().stream().filter(n -> n.op() instanceof Conv)
                .findFirst().orElseThrow();
    }

    @Test
    void aConvolutionShowsItsFactsAndAHistogramOfItsWeights() throws TimeoutException {
        InspectorView view = open(Theme.LIGHT);
        robot.interact(() -> session.select(Selection.ofNode(convolution().id())));
        assertThat(robot.lookup(".section-heading").queryAllAs(Label.class)).extracting(Label::getText)
                .contains("Attributes", "Inputs", "Outputs", "Cost").anyMatch(t -> t.startsWith("weight"));
        assertThat(robot.lookup(".chart-pane").queryAllAs(Histogram.class)).isNotEmpty();
        Stages.keepPicture(robot, view, "inspector-light");
    }

    @Test
    void theWeightsAreAPictureWithValuesAndChannelsThatCanBeSorted() throws TimeoutException {
        InspectorView view = open(Theme.DARK);
        robot.interact(() -> session.select(Selection.ofNode(convolution().id())));
        robot.interact(() -> view.lookup(".scroll-bar:vertical"));
        javafx.scene.control.ScrollPane scroll = robot.lookup(".pane-scroll").queryAs(
                javafx.scene.control.ScrollPane.class);
        robot.interact(() -> scroll.setVvalue(1));
        Stages.keepPicture(robot, view, "inspector-weights");
        robot.moveTo("#weight-map .image-view");
        assertThat(robot.lookup(".heatmap-legend").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(t -> t.matches("\\d+, \\d+  .+"));
        javafx.scene.control.TableView<dev.secateur.engine.kernel.ChannelStatistics.Channel> table = robot
                .lookup("#channels").queryTableView();
        robot.interact(() -> table.getSortOrder().setAll(List.of(table.getColumns().get(1))));
        assertThat(table.getItems()).extracting(c -> c.l2()).isSorted();
    }

    @Test
    void aBlockIsSummarised() throws TimeoutException {
        InspectorView view = open(Theme.DARK);
        robot.interact(() -> session.select(Selection.ofBlock("stage1.block1")));
        assertThat(robot.lookup(".section-heading").queryAllAs(Label.class)).extracting(Label::getText)
                .containsExactly("Cost", "Operators", "Selected");
        Stages.keepPicture(robot, view, "inspector-dark");
    }

    @Test
    void withoutASelectionItSaysWhatToDo() throws TimeoutException {
        open(Theme.LIGHT);
        assertThat(robot.lookup(".empty-text").<Label>query().getText()).startsWith("Select a node");
    }
}
