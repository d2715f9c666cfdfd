package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.app.actions.Command;
import dev.secateur.app.actions.Screen;
import dev.secateur.app.actions.WorkbenchCommands;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.archive.ArchiveViewModel;
import dev.secateur.views.archive.RecoveryPane;
import dev.secateur.views.compare.CompareView;
import dev.secateur.views.job.JobsStrip;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Theme;

/// One model in the window with all its views, and what commands do to it.
final class WorkbenchWindow implements Screen {

    private final OpenModel model;
    private final SessionModel session;
    private final SettingsModel settings;
    private final Dialogs dialogs;
    private final ModelHost host;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final Workspace workspace;
    private final SearchField search;
    private final FloatingPanes floating;
    private final ModelFiles files;
    private final ArchiveViewModel kept;
    private final GuidePane guide = new GuidePane();
    private final BooleanProperty systemTheme;
    private final WorkbenchCommands commands;
    private final PaneFocus focus;
    private final StackPane root;

    /// What a model's part of the window needs from outside.
    ///
    /// @param store of sessions
    /// @param host the window around it
    /// @param systemTheme whether the theme is that of the system
    record Setting(OpenModel model, SessionStore store, SettingsModel settings, Dialogs dialogs, ModelHost host,
            BooleanProperty systemTheme) {}

    WorkbenchWindow(Setting setting) {
        model = setting.model();
        session = model.session();
        settings = setting.settings();
        dialogs = setting.dialogs();
        host = setting.host();
        systemTheme = setting.systemTheme();
        files = new ModelFiles(session, settings, dialogs);
        workspace = new Workspace(session, model.training(), settings.get().window(),
                new CompareView.Doors(this::chooseData, csv -> saveText(csv, "csv"), svg -> saveText(svg, "svg"),
                        this::saveReport));
        TableMemory.read(settings.get().table()).ifPresent(workspace.layers()::restore);
        dark.set(session.themeProperty().get() == Theme.DARK);
        commands = new WorkbenchCommands(session, this);
        kept = new ArchiveViewModel(session.jobs(), setting.store(), settings.budgetProperty(), host::reopen);
        search = new SearchField(workspace.search(), workspace::focusGraph);
        floating = new FloatingPanes(setting, commands, kept,
                new FloatingPanes.Doors(dark, this::runRecipe, text -> saveText(text, "json"), this::evaluate));
        BorderPane frame = frame();
        root = floating.over(frame);
        focus = new PaneFocus(Stream.of(List.of((Parent) frame.getTop()), workspace.panels().panes(), floating.panes(),
                List.of((Parent) frame.getBottom())).flatMap(List::stream).toList(), new FocusRing(root)::around);
        TableMenu.install(root, csv -> saveText(csv, "csv"));
        workspace.setOnHelp(floating::showHelp);
        new LayoutMemory(workspace, model, settings).install();
        listen();
    }

    private BorderPane frame() {
        VBox top = new VBox(new ModelLine(new ModelLineViewModel(session), commands, this, search),
                new ToolLine(session, commands, workspace.tabs()));
        StackPane inside = new StackPane(workspace.panels(), new Welcome(session, this, host, workspace.panels()));
        VBox middle = new VBox(new RecoveryPane(kept, model.journal(), workspace.cutOffTraining()), guide,
                new ProblemBanner(session.jobs().problemProperty()), inside);
        VBox.setVgrow(inside, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        middle.setMinWidth(0);
        BorderPane frame = new BorderPane(
                new HBox(new Rail(workspace.panels(), commands.find(), commands.keys()), middle));
        frame.setTop(top);
        // What does not fit is clipped at the right, not shifted out at both sides.
        frame.setMinSize(0, 0);
        frame.setBottom(
                new VBox(new JobsStrip(session.jobs(), floating::showLog, floating::switchJobs),
                        new StatusLine(model, workspace.zoom())));
        return frame;
    }

    static String stylesheet() {
        return java.util.Objects.requireNonNull(WorkbenchWindow.class.getResource("window.css")).toExternalForm();
    }

    private void listen() {
        dark.addListener((o, was, is) -> session.themeProperty().set(is ? Theme.DARK : Theme.LIGHT));
        session.themeProperty().addListener((o, was, is) -> dark.set(is == Theme.DARK));
        session.runSettingsProperty().addListener((o, was, is) -> settings.change(s -> s.withThreads(is.threads())));
        session.jobs().defectProperty().addListener((o, was, is) -> {
            if (is != null) {
                dialogs.show(is);
                session.jobs().defectProperty().set(null);
            }
        });
    }

    /// What is shown of this model.
    StackPane root() {
        return root;
    }

    OpenModel model() {
        return model;
    }

    List<Command> commands() {
        return commands.all();
    }

    /// True while nothing is open here and nothing is about to be.
    boolean isFree() {
        return session.present() == null && session.jobs().running().isEmpty();
    }

    /// True if nothing was done with the model yet.
    boolean isUntouched() {
        VersionTree tree = session.tree();
        return tree != null && tree.versions().size() == 1
                && session.jobs().running().stream().allMatch(j -> j.lane() != Job.Lane.COMPUTE);
    }

    /// Offers the newest session that a crash left.
    void offerSession() {
        kept.refresh(true);
    }

    /// Puts the dividers in place; to be called once the window has its size.
    void place() {
        workspace.panels().applyCss();
        root.layout();
        workspace.panels().place();
    }

    /// Takes the keyboard to the graph, or to the page of the first start.
    void focus() {
        workspace.focusGraph();
    }

    /// Keeps sizes for the next start.
    void remember(boolean maximised) {
        settings.change(s -> {
            double width = maximised ? s.window().width() : root.getScene().getWidth();
            double height = maximised ? s.window().height() : root.getScene().getHeight();
            return s.withWindow(workspace.panels().remember(width, height, maximised))
                    .withTable(TableMemory.written(workspace.layers().state()));
        });
    }

    @Override
    public void chooseModel() {
        files.chooseModel().ifPresent(this::open);
    }

    @Override
    public void open(Path file) {
        host.open(file);
    }

    @Override
    public void reload() {
        Path source = session.source();
        Version now = session.present();
        if (source != null && now != null && (!session.isUnsaved().get() || model.journal().isAllKept()
                || dialogs.mayLose("Reloading the model", now.name() + " " + now.label()))) {
            session.open(source);
        }
    }

    @Override
    public void openSample() {
        host.openSample(SampleModels.Sample.RESNET);
    }

    @Override
    public void closeModel() {
        host.closeModel();
    }

    @Override
    public void showNext(int step) {
        host.showNext(step);
    }

    @Override
    public void startPage() {
        host.startPage();
    }

    @Override
    public void sessions() {
        floating.switchSessions();
    }

    @Override
    public ObservableList<Path> recent() {
        return settings.recent();
    }

    @Override
    public void addVersion() {
        files.addVersion();
    }

    @Override
    public void exportModel() {
        files.exportModel();
    }

    @Override
    public void exportPicture(Picture format) {
        files.exportPicture(workspace, format);
    }

    @Override
    public void saveRecipe() {
        files.saveRecipe();
    }

    @Override
    public void saveReport() {
        files.saveReport(workspace);
    }

    @Override
    public void saveTab(Picture format) {
        files.saveTab(workspace, format);
    }

    @Override
    public void runRecipe() {
        files.chooseRecipe().ifPresent(floating::loadRecipe);
    }

    @Override
    public void editRecipe() {
        floating.switchRecipe();
    }

    private void saveReport(Version against, Version version) {
        files.saveReport(workspace, against, version);
    }

    private void saveText(String text, String ending) {
        files.saveText(text, ending);
    }

    @Override
    public void find() {
        search.begin();
    }

    @Override
    public void palette() {
        floating.palette().open();
    }

    @Override
    public List<Place> places(PlaceKind kind) {
        return new WindowPlaces(workspace, host).of(kind);
    }

    @Override
    public void mergeSelected() {
        workspace.depth().apply();
    }

    @Override
    public ObservableValue<Boolean> canMerge() {
        return workspace.depth().applicable();
    }

    @Override
    public void nextPane(int step) {
        focus.go(root.getScene(), step);
    }

    @Override
    public void showJobs() {
        floating.switchJobs();
    }

    @Override
    public Property<Boolean> toggle(Switch which) {
        return switch (which) {
            case DARK -> dark;
            case SYSTEM_THEME -> systemTheme;
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
        floating.closeAll();
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
            floating.showData();
        } else {
            session.evaluate();
        }
    }

    @Override
    public void chooseData() {
        floating.switchData();
    }

    @Override
    public void showKeys() {
        dialogs.show("Keys and gestures", KeyHelp.text(commands.all()));
    }

    @Override
    public void showSettings() {
        floating.switchSettings();
    }

    @Override
    public void showMethodHelp() {
        floating.showHelp("");
    }

    /// Begins a guided task with what is open here, or is about to be.
    void guide(Guide task) {
        guide.show(task);
        workspace.showOnceOpen(task.tab());
    }

    @Override
    public void showAbout() {
        dialogs.show("Secateur", KeyHelp.about());
    }

    @Override
    public void quit() {
        host.quit();
    }

    Workspace workspace() {
        return workspace;
    }

    /// Runs this once, when a graph was painted for the first time.
    void whenPictured(Runnable action) {
        workspace.whenPictured(action);
    }
}
