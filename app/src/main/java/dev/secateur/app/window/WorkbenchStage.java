package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.Defect;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionWork;
import dev.secateur.views.session.Status;
import dev.secateur.views.training.TrainingWork;

/// The window on the screen: title, size, closing.
public final class WorkbenchStage {

    private static final double LEAST_WIDTH = 800;
    private static final double LEAST_HEIGHT = 560;

    private final Stage stage;
    private final SessionModel session;
    private final SettingsModel settings;
    private final WorkbenchWindow window;
    private final Runnable whenClosed;

    /// What the window shows and remembers.
    ///
    /// @param work the session's
    /// @param training trains
    public record Content(SessionModel session, SessionWork work, TrainingWork training, SettingsModel settings) {}

    /// @param sample fetches the sample model and hands its file over
    /// @param whenClosed runs once the window is gone
    public WorkbenchStage(Stage stage, Content content, Consumer<Consumer<Path>> sample, Runnable whenClosed) {
        this.stage = stage;
        this.session = content.session();
        this.settings = content.settings();
        this.whenClosed = whenClosed;
        Dialogs dialogs = new WindowDialogs(stage, () -> session.themeProperty().get());
        window = new WorkbenchWindow(
                new WorkbenchWindow.Setting(session, content.work(), content.training(), settings, dialogs, sample,
                        this::close));
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> session.jobs().defectProperty()
                .set(new Defect("an action in the window", error)));
    }

    /// Shows the window as it was left.
    public void show() {
        WindowSettings remembered = settings.get().window();
        stage.setScene(window.scene());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        keepOnScreen(remembered);
        stage.setMaximized(remembered.maximised());
        stage.titleProperty().bind(Bindings.createStringBinding(this::title, session.sourceProperty()));
        stage.setOnCloseRequest(event -> {
            event.consume();
            window.quit();
        });
        stage.show();
        window.place();
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

    private String title() {
        Path source = session.source();
        return source == null ? "Secateur" : source.getFileName() + " – Secateur";
    }

    /// Tells the user something without a dialog.
    public void tell(String sentence) {
        session.statusProperty().set(Status.warning(sentence));
    }

    /// Runs this when a graph is on the screen for the first time.
    public void whenPictured(Runnable action) {
        window.whenPictured(action);
    }

    private void close() {
        window.remember(stage.isMaximized());
        stage.hide();
        try {
            settings.save();
        } catch (ProblemException e) {
            // The window is gone and nothing but its size is lost: nobody is left to be told.
            System.getLogger(WorkbenchStage.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
        whenClosed.run();
    }
}
