package dev.secateur.views.method;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static org.assertj.core.api.Assertions.assertThat;

class MethodsViewTest {

    private final FxRobot robot = new FxRobot();

    @Test
    void theArrowKeysGoThroughTheMethodsWithoutLosingTheFocus() throws Exception {
        FxToolkit.registerPrimaryStage();
        SessionModel session = Sessions.with(Networks.resNet(2));
        List<Method<?>> methods = Methods.all();
        MethodsViewModel model = new MethodsViewModel(session, methods);
        MethodsView view = FxToolkit.setupFixture(() -> new MethodsView(model));
        Stages.show(view, Theme.LIGHT, 380, 800);
        ComboBox<?> choice = robot.lookup("#method-choice").query();
        robot.interact(choice::requestFocus);
        robot.type(KeyCode.DOWN, KeyCode.DOWN);
        assertThat(model.chosenProperty().get()).isSameAs(methods.get(2));
        assertThat(choice.isFocused()).isTrue();
        robot.interact(() -> view.choose(methods.get(1).info().id()));
        assertThat(choice.getValue()).isSameAs(methods.get(1));
    }
}
