package dev.secateur.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.actions.CommandMenu;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.session.Version;
import dev.secateur.views.archive.ArchiveRow;
import dev.secateur.views.job.JobNews;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Theme;

/// The inside of the window: the open models, one of which is shown.
public final class WorkbenchShell implements ModelHost {

    private final Setting setting;
    private final List<WorkbenchWindow> windows = new ArrayList<>();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Secateur");
    private final StringProperty news = new SimpleStringProperty("");
    private WorkbenchWindow shown;
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private final SystemTheme systemTheme;
    private final StackPane body = new StackPane();
    private final ModelTabs tabs = new ModelTabs(this, new ModelTabs.Choice() {
        @Override
        public void show(WorkbenchWindow window) {
            WorkbenchShell.this.show(window);
        }

        @Override
        public void close(WorkbenchWindow window) {
            WorkbenchShell.this.close(window);
        }
    });
    private final Scene scene;

    /// What the window needs from outside.
    ///
    /// @param maker gives what belongs to a further model
    /// @param store of sessions
    /// @param sample fetches the models that come with the program
    /// @param close closes the window
    public record Setting(Supplier<OpenModel> maker, SessionStore store, SettingsModel settings, Dialogs dialogs,
            SampleModels sample, Runnable close) {}

    public WorkbenchShell(Setting setting) {
        this.setting = setting;
        theme.set(setting.settings().get().dark() ? Theme.DARK : Theme.LIGHT);
        systemTheme = new SystemTheme(theme, setting.settings());
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox all = new VBox(tabs, body);
        DropTarget drop = new DropTarget();
        StackPane root = new StackPane(all, drop);
        var size = setting.settings().get().window();
        scene = new Scene(root, size.width(), size.height());
        scene.getStylesheets().add(WorkbenchWindow.stylesheet());
        theme.get().applyTo(scene);
        theme.addListener((o, was, is) -> {
            is.applyTo(scene);
            setting.settings().change(s -> s.withDark(is == Theme.DARK));
        });
        drop.install(scene, this::open);
        shown = add();
        show(shown);
    }

    /// The scene to show.
    public Scene scene() {
        return scene;
    }

    /// The theme of all models.
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// The title of the window: the file that is shown.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    private static String title(@Nullable Path source) {
        return source == null ? "Secateur" : source.getFileName() + " – Secateur";
    }

    WorkbenchWindow shown() {
        return shown;
    }

    private WorkbenchWindow add() {
        OpenModel model = setting.maker().get();
        model.session().themeProperty().bindBidirectional(theme);
        WorkbenchWindow window = new WorkbenchWindow(
                new WorkbenchWindow.Setting(model, setting.store(), setting.settings(), setting.dialogs(), this,
                        systemTheme.followsProperty()));
        windows.add(window);
        JobNews.follow(model.session().jobs(), this::say);
        return window;
    }

    /// Who looks elsewhere reads of it in the title, where the list of windows shows it too, until the window has the keyboard again.
    private void say(RunningJob job) {
        Window stage = scene.getWindow();
        if (stage != null && !stage.isFocused()) {
            news.set(JobNews.sentence(job));
            stage.focusedProperty().subscribe((was, is) -> {
                if (is) {
                    news.set("");
                }
            });
        }
    }

    private void show(WorkbenchWindow window) {
        shown = window;
        SessionModel session = window.model().session();
        title.bind(Bindings.createStringBinding(
                () -> (news.get().isEmpty() ? "" : news.get() + " – ") + title(session.source()),
                session.sourceProperty(), news));
        // Menus that were shown before put their keys into the scene as soon as they are in it, so those of the others go first.
        body.getChildren().clear();
        scene.getAccelerators().clear();
        body.getChildren().setAll(window.root());
        tabs.show(windows, window);
        CommandMenu.installFurtherKeys(scene, window.commands());
        if (scene.getWindow() != null) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            window.place();
            window.focus();
        }
    }

    /// Shows a place where nothing is open yet: the one that is shown if it is empty, else a new one.
    private WorkbenchWindow free() {
        if (!shown().isFree()) {
            show(add());
        }
        return shown();
    }

    @Override
    public void open(Path file) {
        if (!Files.exists(file) && setting.settings().recent().remove(file)) {
            shown().model().session().jobs().problemProperty().set(new Problem.OfFile("cannot open the model", file,
                    "it is no longer there", "it was taken off the list of recent files"));
            return;
        }
        Optional<WorkbenchWindow> there = windows.stream().filter(w -> isSame(w.model().session().source(), file))
                .findFirst();
        if (there.isPresent()) {
            show(there.get());
            return;
        }
        WorkbenchWindow before = shown();
        WorkbenchWindow window = free();
        leaveIfNothingOpens(before, window, window.model().session().open(file));
    }

    /// A file that cannot be opened leaves no empty place beside what was open before.
    private void leaveIfNothingOpens(WorkbenchWindow before, WorkbenchWindow window, RunningJob job) {
        job.stateProperty().addListener(o -> {
            SessionModel session = window.model().session();
            Problem met = session.jobs().problemProperty().get();
            if (!job.isAlive() && before != window && session.present() == null && met != null) {
                before.model().session().jobs().problemProperty().set(met);
                close(window);
                show(before);
            }
        });
    }

    private static boolean isSame(@Nullable Path source, Path file) {
        try {
            return source != null && Files.exists(source) && Files.exists(file) && Files.isSameFile(source, file);
        } catch (IOException e) {
            return source != null && source.equals(file);
        }
    }

    @Override
    public void openSample(SampleModels.Sample which) {
        setting.sample().fetch(shown().model().session(), which, this::open);
    }

    @Override
    public void guide(Guide task) {
        setting.sample().fetch(shown().model().session(), SampleModels.Sample.RESNET, file -> {
            open(file);
            shown().guide(task);
        });
    }

    @Override
    public void reopen(ArchiveRow kept) {
        WorkbenchWindow before = shown();
        WorkbenchWindow window = kept.state() == ArchiveRow.State.CUT_OFF && before.isUntouched()
                && isSame(before.model().session().source(), kept.model())
                        ? before
                        : free();
        leaveIfNothingOpens(before, window, window.model().journal().reopen(kept.id()));
    }

    @Override
    public void startPage() {
        free();
    }

    @Override
    public void closeModel() {
        close(shown());
    }

    private void close(WorkbenchWindow window) {
        if (!mayLose(window, "Closing the model")) {
            return;
        }
        int at = windows.indexOf(window);
        end(window);
        windows.remove(window);
        if (windows.isEmpty()) {
            add();
        }
        show(window == shown() ? windows.get(Math.min(at, windows.size() - 1)) : shown());
    }

    private void end(WorkbenchWindow window) {
        SessionModel session = window.model().session();
        window.model().journal().close()
                .ifPresent(problem -> System.getLogger(WorkbenchShell.class.getName()).log(System.Logger.Level.WARNING,
                        problem.sentence()));
        List.copyOf(session.jobs().running()).forEach(RunningJob::cancel);
        session.themeProperty().unbindBidirectional(theme);
    }

    private boolean mayLose(WorkbenchWindow window, String what) {
        SessionModel session = window.model().session();
        Version now = session.present();
        return now == null || !session.isUnsaved().get() || window.model().journal().isAllKept()
                || setting.dialogs().mayLose(what, now.name() + " " + now.label());
    }

    @Override
    public void showNext(int step) {
        show(windows.get(Math.floorMod(windows.indexOf(shown()) + step, windows.size())));
    }

    @Override
    public void quit() {
        if (windows.stream().allMatch(w -> mayLose(w, "Closing the window"))) {
            setting.close().run();
        }
    }

    /// Closes all sessions, so that they are kept as they are now.
    void end() {
        windows.forEach(this::end);
    }
}
