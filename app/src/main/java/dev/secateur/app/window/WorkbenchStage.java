package dev.secateur.app.window;

import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.views.session.Defect;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.theme.Theme;

/// The window on the screen: title, size, closing.
public final class WorkbenchStage {

    private static final double LEAST_WIDTH = 800;
    private static final double LEAST_HEIGHT = 560;

    private final Stage stage;
    private final SettingsModel settings;
    private final WorkbenchShell shell;
    private final Runnable whenClosed;

    /// @param whenClosed runs once the window is gone
    public WorkbenchStage(Stage stage, Content content, Runnable whenClosed) {
        this.stage = stage;
        this.settings = content.settings();
        this.whenClosed = whenClosed;
        ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
        Dialogs dialogs = new WindowDialogs(stage, theme::get);
        shell = new WorkbenchShell(new WorkbenchShell.Setting(content.maker(), content.store(), settings, dialogs,
                content.sample(), this::close));
        theme.bind(shell.themeProperty());
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> session().jobs().defectProperty()
                .set(new Defect("an action in the window", error)));
    }

    /// What the window shows and remembers.
    ///
    /// @param maker gives what belongs to a further model
    /// @param store of sessions
    /// @param sample fetches the models that come with the program
    public record Content(Supplier<OpenModel> maker, SessionStore store, SettingsModel settings,
            SampleModels sample) {}

    private SessionModel session() {
        return shell.shown().model().session();
    }

    /// Shows the window as it was left.
    public void show() {
        WindowSettings remembered = settings.get().window();
        stage.setScene(shell.scene());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        keepOnScreen(remembered);
        stage.setMaximized(remembered.maximised());
        stage.titleProperty().bind(shell.titleProperty());
        stage.setOnCloseRequest(event -> {
            event.consume();
            shell.quit();
        });
        stage.show();
        shell.shown().place();
        shell.shown().offerSession();
    }

    /// A window larger than the screen would have its toolbar beyond the edge.
    private void keepOnScreen(WindowSettings remembered) {
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        if (remembered.width() > room.getWidth() || remembered.height() > room.getHeight()) {
            stage.setX(room.getMinX());
            stage.setY(room.getMinY());
            stage.setWidth(Math.min(remembered.width(), room.getWidth()));
            stage.setHeight(Math.min(remembered.height(), room.getHeight()));
        }
    }

    /// Tells the user something without a dialog.
    public void tell(String sentence) {
        session().statusProperty().set(Status.warning(sentence));
    }

    /// Runs this when a graph is on the screen for the first time.
    public void whenPictured(Runnable action) {
        shell.shown().whenPictured(action);
    }

    private void close() {
        shell.shown().remember(stage.isMaximized());
        stage.hide();
        shell.end();
        try {
            settings.save();
        } catch (ProblemException e) {
            // The window is gone and nothing but its size is lost: nobody is left to be told.
            System.getLogger(WorkbenchStage.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
        whenClosed.run();
    }
}
