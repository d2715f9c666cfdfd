package dev.secateur.app.window;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;

import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// What tests do in a window with a model in it: apply methods, press buttons by their ids, wait.
final class Steps {

    private static final int PATIENCE_MINUTES = 15;

    private Steps() {}

    /// Applies a method to the present and waits for its version.
    static void apply(WindowTrial window, String method, String config, String label) throws Exception {
        int versions = versions(window);
        Record read = config(Methods.named(method), config);
        window.robot.interact(() -> window.session.apply(method, read, label));
        WaitForAsyncUtils.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES, () -> WaitForAsyncUtils.asyncFx(
                () -> Objects.requireNonNull(window.session.tree()).versions().size() > versions).get());
        settle(window);
    }

    private static int versions(WindowTrial window) {
        return Objects.requireNonNull(window.session.tree()).versions().size();
    }

    private static <C extends Record> Record config(Method<C> method, String json) throws ProblemException {
        Map<String, Object> whole = ConfigJson.map(method.defaults());
        replace(whole, JsonFile.object(json));
        return ConfigJson.read(method.defaults(), whole, "a picture of the guide");
    }

    @SuppressWarnings("unchecked")
    static void replace(Map<String, Object> whole, Map<String, Object> changes) {
        changes.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                replace((Map<String, Object>) Objects.requireNonNull(whole.get(key)), (Map<String, Object>) inner);
            } else {
                whole.put(key, value);
            }
        });
    }

    /// Waits until nothing runs; on a busy machine some of it takes minutes.
    static void settle(WindowTrial window) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES, () -> WaitForAsyncUtils.asyncFx(
                () -> window.session.jobs().running().isEmpty() && window.session.analysis() != null).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    static void press(WindowTrial window, String button) {
        window.robot.interact(() -> {
            ButtonBase found = (ButtonBase) window.scene().getRoot().lookup(button);
            if (found instanceof ToggleButton toggle) {
                toggle.setSelected(true);
            } else {
                found.fire();
            }
        });
    }

    /// Ticks versions in the table of the tab Compare, which is shown, and waits until they stand side by side.
    static void compare(WindowTrial window, String... versions) throws Exception {
        Set<String> rows = Stream.of(versions).map(v -> "Compare " + v).collect(Collectors.toSet());
        window.robot.interact(() -> window.scene().getRoot().lookup("#compare-table").lookupAll(".check-box").stream()
                .filter(box -> rows.contains(box.getAccessibleText())).map(CheckBox.class::cast)
                .forEach(CheckBox::fire));
        WindowTrial.waitUntil(() -> window.shows("compare-first"));
        settle(window);
    }
}
