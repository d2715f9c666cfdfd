package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.Property;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.actions.CommandPalette;
import dev.secateur.app.actions.WorkbenchCommands;
import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.views.archive.ArchiveView;
import dev.secateur.views.archive.ArchiveViewModel;
import dev.secateur.views.data.DataView;
import dev.secateur.views.data.DataViewModel;
import dev.secateur.views.job.JobsPane;
import dev.secateur.views.recipe.RecipeView;
import dev.secateur.views.recipe.RecipeViewModel;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;

/// What floats over the views until it is closed: jobs, data, sessions, recipe, settings, help, and the palette over all of them.
final class FloatingPanes {

    private static final Insets UNDER_TOOLS = new Insets(84, 12, 12, 12);
    private static final Insets OVER_STRIP = new Insets(0, 12, 72, 12);

    private final CommandPalette palette;
    private final JobsPane jobs;
    private final DataView data;
    private final ArchiveView archive;
    private final RecipeView recipe;
    private final HelpPane help = new HelpPane();
    private final SettingsPane preferences;
    private @Nullable Node before;

    /// What the panes ask of the window around them.
    ///
    /// @param dark whether the theme is dark
    /// @param loadRecipe asks for a recipe and shows it
    /// @param saveRecipe asks where to and writes a recipe
    /// @param evaluate counts right answers of the present
    record Doors(Property<Boolean> dark, Runnable loadRecipe, Consumer<String> saveRecipe, Runnable evaluate) {}

    FloatingPanes(WorkbenchWindow.Setting setting, WorkbenchCommands commands, ArchiveViewModel kept, Doors doors) {
        SessionModel session = setting.model().session();
        jobs = new JobsPane(session.jobs());
        archive = new ArchiveView(kept);
        recipe = new RecipeView(new RecipeViewModel(session, ProgramVersion.text()),
                new RecipeView.RecipeFiles(doors.loadRecipe(), doors.saveRecipe()));
        data = new DataView(new DataViewModel(session, setting.model().work()),
                () -> setting.dialogs().chooseFolder("The folder of the data"), doors.evaluate());
        preferences = new SettingsPane(session, setting.settings(), setting.systemTheme(), doors.dark(),
                this::switchSessions);
        preferences.add("Kernels", DeviceMenu.inSettings(session, setting.model().compute()));
        palette = new CommandPalette(commands.all());
    }

    /// All of them over a frame.
    StackPane over(Node frame) {
        return new StackPane(frame, placed(jobs, Pos.BOTTOM_RIGHT, OVER_STRIP),
                placed(data, Pos.TOP_RIGHT, UNDER_TOOLS), placed(archive, Pos.TOP_RIGHT, UNDER_TOOLS),
                placed(recipe, Pos.TOP_RIGHT, UNDER_TOOLS), placed(preferences, Pos.TOP_RIGHT, UNDER_TOOLS),
                placed(help, Pos.TOP_RIGHT, new Insets(84, 12, 76, 12)), palette);
    }

    private static <N extends Node> N placed(N pane, Pos place, Insets margin) {
        StackPane.setAlignment(pane, place);
        StackPane.setMargin(pane, margin);
        return pane;
    }

    void closeAll() {
        palette.close();
        panes().forEach(pane -> pane.setVisible(false));
        leave();
    }

    CommandPalette palette() {
        return palette;
    }

    void loadRecipe(Path file) {
        recipe.load(file);
        show(recipe);
    }

    /// Shows the steps that made the present, or hides the panel.
    void switchRecipe() {
        recipe.showOrHide();
        if (recipe.isVisible()) {
            PaneFocus.enter(recipe);
        }
    }

    /// Shows what a method does; the one that was shown last for an empty id.
    void showHelp(String method) {
        help.show(method);
        show(help);
    }

    void switchJobs() {
        switchOver(jobs);
    }

    /// Shows the log of a job.
    void showLog(RunningJob job) {
        show(jobs);
        jobs.show(job);
    }

    void switchData() {
        switchOver(data);
    }

    void showData() {
        show(data);
    }

    void switchSessions() {
        switchOver(archive);
    }

    void switchSettings() {
        switchOver(preferences);
    }

    /// Shows a pane in front of the others, or hides it.
    private void switchOver(Parent pane) {
        if (pane.isVisible()) {
            pane.setVisible(false);
            leave();
        } else {
            show(pane);
        }
    }

    /// The keyboard goes into what is shown, and back to where it was when that is closed.
    private void show(Parent pane) {
        Scene scene = pane.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        if (owner != null && panes().stream().noneMatch(p -> isWithin(owner, p))) {
            before = owner;
        }
        pane.setVisible(true);
        PaneFocus.enter(pane);
    }

    private void leave() {
        Node back = before;
        if (back != null && panes().stream().noneMatch(Node::isVisible)) {
            before = null;
            back.requestFocus();
        }
    }

    private static boolean isWithin(Node node, Parent pane) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    /// All that float until they are closed, for the keyboard to go through.
    List<Parent> panes() {
        return List.of(jobs, data, archive, recipe, help, preferences);
    }
}
