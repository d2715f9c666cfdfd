package dev.secateur.app.window;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.app.actions.CommandMenu;
import dev.secateur.app.actions.CommandPalette;
import dev.secateur.app.actions.Screen;
import dev.secateur.app.actions.WorkbenchCommands;
import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.data.DataView;
import dev.secateur.views.data.DataViewModel;
import dev.secateur.views.job.JobsPane;
import dev.secateur.views.job.JobsStrip;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionRecipe;
import dev.secateur.views.session.SessionWork;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.training.TrainingWork;

/// The content of the window, and what commands do to it.
public final class WorkbenchWindow implements Screen {

    private final SessionModel session;
    private final SettingsModel settings;
    private final Dialogs dialogs;
    private final Runnable close;
    private final Consumer<Consumer<Path>> sample;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final Workspace workspace;
    private final SearchField search;
    private final CommandPalette palette;
    private final JobsPane jobs;
    private final DataView data;
    private final Scene scene;

    /// What the window needs from outside.
    ///
    /// @param work opens data
    /// @param training trains
    /// @param sample fetches the sample model's file and hands it over
    /// @param close closes the window
    public record Setting(SessionModel session, SessionWork work, TrainingWork training, SettingsModel settings,
            Dialogs dialogs, Consumer<Consumer<Path>> sample, Runnable close) {}

    public WorkbenchWindow(Setting setting) {
        session = setting.session();
        settings = setting.settings();
        dialogs = setting.dialogs();
        sample = setting.sample();
        close = setting.close();
        workspace = new Workspace(session, setting.training(), settings.get().window(), this::saveTable);
        TableMemory.read(settings.get().table()).ifPresent(workspace.layers()::restore);
        dark.set(session.themeProperty().get() == Theme.DARK);
        WorkbenchCommands commands = new WorkbenchCommands(session, this);
        jobs = new JobsPane(session.jobs());
        data = new DataView(new DataViewModel(session, setting.work()),
                () -> dialogs.chooseFolder("The folder of the data"), this::evaluate);
        search = new SearchField(workspace.search(), workspace::focusGraph);
        palette = new CommandPalette(commands.all());
        VBox top = new VBox(new ModelLine(new ModelLineViewModel(session), commands, this, search),
                new ToolLine(session, commands, workspace.tabs()));
        StackPane inside = new StackPane(workspace.panels(), new Welcome(session, this, workspace.panels()));
        VBox middle = new VBox(new ProblemBanner(session.jobs().problemProperty()), inside);
        VBox.setVgrow(inside, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        middle.setMinWidth(0);
        BorderPane frame = new BorderPane(
                new HBox(new Rail(workspace.panels(), commands.find(), commands.keys()), middle));
        frame.setTop(top);
        // What does not fit is clipped at the right, not shifted out at both sides.
        frame.setMinSize(0, 0);
        frame.setBottom(new VBox(new JobsStrip(session.jobs()),
                new StatusLine(session, workspace.zoom(), () -> jobs.setVisible(!jobs.isVisible()))));
        DropTarget drop = new DropTarget();
        StackPane.setAlignment(jobs, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(jobs, new Insets(0, 12, 32, 12));
        StackPane.setAlignment(data, Pos.TOP_RIGHT);
        StackPane.setMargin(data, new Insets(84, 12, 12, 12));
        StackPane root = new StackPane(frame, jobs, data, palette, drop);
        scene = new Scene(root, settings.get().window().width(), settings.get().window().height());
        scene.getStylesheets().add(stylesheet());
        session.themeProperty().get().applyTo(scene);
        drop.install(scene, this::open);
        CommandMenu.installFurtherKeys(scene, commands.all());
        listen();
    }

    private static String stylesheet() {
        return java.util.Objects.requireNonNull(WorkbenchWindow.class.getResource("window.css")).toExternalForm();
    }

    private void listen() {
        dark.addListener((o, was, is) -> session.themeProperty().set(is ? Theme.DARK : Theme.LIGHT));
        session.themeProperty().addListener((o, was, is) -> {
            is.applyTo(scene);
            dark.set(is == Theme.DARK);
            settings.change(s -> s.withDark(is == Theme.DARK));
        });
        session.runSettingsProperty().addListener((o, was, is) -> settings.change(s -> s.withThreads(is.threads())));
        session.jobs().defectProperty().addListener((o, was, is) -> {
            if (is != null) {
                dialogs.show(is);
                session.jobs().defectProperty().set(null);
            }
        });
    }

    /// The scene to show.
    public Scene scene() {
        return scene;
    }

    /// Puts the dividers in place; to be called once the window has its size.
    public void place() {
        workspace.panels().applyCss();
        scene.getRoot().layout();
        workspace.panels().place();
    }

    /// Keeps sizes for the next start.
    public void remember(boolean maximised) {
        settings.change(s -> {
            double width = maximised ? s.window().width() : scene.getWidth();
            double height = maximised ? s.window().height() : scene.getHeight();
            return s.withWindow(workspace.panels().remember(width, height, maximised))
                    .withTable(TableMemory.written(workspace.layers().state()));
        });
    }

    @Override
    public void chooseModel() {
        dialogs.chooseModel(folder()).ifPresent(this::open);
    }

    @Override
    public void open(Path file) {
        if (!Files.exists(file) && settings.recent().remove(file)) {
            session.jobs().problemProperty().set(new Problem.OfFile("cannot open the model", file,
                    "it is no longer there", "it was taken off the list of recent files"));
            return;
        }
        if (mayLose("Opening another model")) {
            session.open(file);
        }
    }

    @Override
    public void openSample() {
        if (mayLose("Opening another model")) {
            sample.accept(session::open);
        }
    }

    private boolean mayLose(String what) {
        Version now = session.present();
        return now == null || !session.isUnsaved().get()
                || dialogs.mayLose(what, now.name() + " " + now.label());
    }

    @Override
    public ObservableList<Path> recent() {
        return settings.recent();
    }

    @Override
    public void exportModel() {
        chooseTarget("onnx").ifPresent(session::export);
    }

    @Override
    public void exportPicture(Picture format) {
        chooseTarget(format.ending()).ifPresent(target -> workspace.exportPicture(target, format));
    }

    @Override
    public void saveRecipe() {
        VersionTree tree = session.tree();
        if (tree != null) {
            chooseTarget("json").ifPresent(
                    target -> workspace.write(target, () -> SessionRecipe.of(tree, ProgramVersion.text()).bytes()));
        }
    }

    private void saveTable(String csv) {
        chooseTarget("csv").ifPresent(target -> workspace.write(target, csv.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Path> chooseTarget(String ending) {
        Version now = session.present();
        Path source = session.source();
        if (now == null || source == null) {
            return Optional.empty();
        }
        String base = source.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        String suggestion = base + (now.isOriginal() && !ending.equals("onnx") ? "" : "_" + now.name()) + "." + ending;
        return dialogs.chooseTarget(folder(), suggestion, ending);
    }

    private Optional<Path> folder() {
        return settings.recent().stream().findFirst().map(f -> f.toAbsolutePath().getParent());
    }

    @Override
    public void find() {
        search.begin();
    }

    @Override
    public void palette() {
        palette.open();
    }

    @Override
    public Property<Boolean> toggle(Switch which) {
        return switch (which) {
            case DARK -> dark;
            case LEFT_PANEL -> workspace.panels().leftOpenProperty();
            case RIGHT_PANEL -> workspace.panels().rightOpenProperty();
            case LAYER_TABLE -> workspace.panels().tableOpenProperty();
            case LEFT_TO_RIGHT -> workspace.leftToRightProperty();
            case ATTRIBUTES -> workspace.details().attributesProperty();
            case WEIGHTS -> workspace.details().weightsProperty();
            case NAMES -> workspace.details().namesProperty();
        };
    }

    @Override
    public void graph(Move move) {
        workspace.move(move);
    }

    @Override
    public void escape() {
        palette.close();
        jobs.setVisible(false);
        data.setVisible(false);
        session.select(Selection.NONE);
        session.jobs().problemProperty().set(null);
    }

    @Override
    public void measure() {
        session.measure();
    }

    @Override
    public void evaluate() {
        if (session.runSettings().data().isNone()) {
            data.setVisible(true);
        } else {
            session.evaluate();
        }
    }

    @Override
    public void chooseData() {
        data.setVisible(!data.isVisible());
    }

    @Override
    public void showKeys() {
        dialogs.show("Keys and gestures", KeyHelp.text(new WorkbenchCommands(session, this).all()));
    }

    @Override
    public void showAbout() {
        dialogs.show("Secateur", KeyHelp.about());
    }

    @Override
    public void quit() {
        if (mayLose("Closing the window")) {
            close.run();
        }
    }

    /// Runs this once, when a graph was painted for the first time.
    void whenPictured(Runnable action) {
        workspace.whenPictured(action);
    }
}
