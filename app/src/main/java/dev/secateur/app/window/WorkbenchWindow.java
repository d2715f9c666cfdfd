package dev.secateur.app.window;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.app.actions.Command;
import dev.secateur.app.actions.CommandPalette;
import dev.secateur.app.actions.Screen;
import dev.secateur.app.actions.WorkbenchCommands;
import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.archive.ArchiveView;
import dev.secateur.views.archive.ArchiveViewModel;
import dev.secateur.views.archive.RecoveryPane;
import dev.secateur.views.compare.CompareView;
import dev.secateur.views.data.DataView;
import dev.secateur.views.data.DataViewModel;
import dev.secateur.views.job.JobNotice;
import dev.secateur.views.job.JobsPane;
import dev.secateur.views.job.JobsStrip;
import dev.secateur.views.recipe.RecipeView;
import dev.secateur.views.recipe.RecipeViewModel;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionRecipe;
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
    private final CommandPalette palette;
    private final JobsPane jobs;
    private final DataView data;
    private final ArchiveView archive;
    private final ArchiveViewModel kept;
    private final RecipeView recipe;
    private final HelpPane help = new HelpPane();
    private final GuidePane guide = new GuidePane();
    private final BooleanProperty systemTheme;
    private final SettingsPane preferences;
    private final WorkbenchCommands commands;
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
        workspace = new Workspace(session, model.training(), settings.get().window(),
                new CompareView.Doors(this::chooseData, csv -> saveText(csv, "csv"), svg -> saveText(svg, "svg"),
                        this::saveReport));
        TableMemory.read(settings.get().table()).ifPresent(workspace.layers()::restore);
        dark.set(session.themeProperty().get() == Theme.DARK);
        commands = new WorkbenchCommands(session, this);
        jobs = new JobsPane(session.jobs());
        kept = new ArchiveViewModel(session.jobs(), setting.store(), settings.budgetProperty(), host::reopen);
        archive = new ArchiveView(kept);
        recipe = new RecipeView(new RecipeViewModel(session, ProgramVersion.text()),
                text -> saveText(text, "json"));
        data = new DataView(new DataViewModel(session, model.work()),
                () -> dialogs.chooseFolder("The folder of the data"), this::evaluate);
        search = new SearchField(workspace.search(), workspace::focusGraph);
        palette = new CommandPalette(commands.all());
        preferences = new SettingsPane(session, settings, systemTheme, dark, this::sessions);
        preferences.add("Kernels", DeviceMenu.inSettings(session, model.compute()));
        root = new StackPane(frame(), over(jobs, Pos.BOTTOM_RIGHT, new Insets(0, 12, 32, 12)),
                over(data, Pos.TOP_RIGHT, new Insets(84, 12, 12, 12)),
                over(archive, Pos.TOP_RIGHT, new Insets(84, 12, 12, 12)),
                over(recipe, Pos.TOP_RIGHT, new Insets(84, 12, 12, 12)),
                over(preferences, Pos.TOP_RIGHT, new Insets(84, 12, 12, 12)),
                over(new JobNotice(session.jobs(), () -> jobs.setVisible(true)), Pos.BOTTOM_RIGHT,
                        new Insets(0, 12, 32, 12)),
                over(help, Pos.TOP_RIGHT, new Insets(84, 12, 36, 12)), palette);
        workspace.setOnHelp(help::show);
        new LayoutMemory(workspace, model, settings).install();
        listen();
    }

    private BorderPane frame() {
        VBox top = new VBox(new ModelLine(new ModelLineViewModel(session), commands, this, search),
                new ToolLine(session, commands, workspace.tabs()));
        StackPane inside = new StackPane(workspace.panels(), new Welcome(session, this, host, workspace.panels()));
        VBox middle = new VBox(new RecoveryPane(kept, model.journal()), guide,
                new ProblemBanner(session.jobs().problemProperty()), inside);
        VBox.setVgrow(inside, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        middle.setMinWidth(0);
        BorderPane frame = new BorderPane(
                new HBox(new Rail(workspace.panels(), commands.find(), commands.keys()), middle));
        frame.setTop(top);
        // What does not fit is clipped at the right, not shifted out at both sides.
        frame.setMinSize(0, 0);
        frame.setBottom(new VBox(new JobsStrip(session.jobs()), new StatusLine(model, workspace.zoom(),
                () -> jobs.setVisible(!jobs.isVisible()))));
        return frame;
    }

    private static <N extends Node> N over(N pane, Pos place, Insets margin) {
        StackPane.setAlignment(pane, place);
        StackPane.setMargin(pane, margin);
        return pane;
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
        dialogs.chooseModel(folder()).ifPresent(this::open);
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
        archive.setVisible(!archive.isVisible());
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
                    target -> workspace.write(target, () -> SessionRecipe
                            .of(tree, ProgramVersion.text(), session.seedProperty().get()).bytes()));
        }
    }

    @Override
    public void saveReport() {
        chooseTarget("html").ifPresent(target -> workspace.writeReport(target));
    }

    @Override
    public void saveTab() {
        chooseTarget("png").ifPresent(workspace::writeTab);
    }

    @Override
    public void runRecipe() {
        dialogs.chooseFile(folder(), "Run a recipe", "json").ifPresent(recipe::load);
    }

    @Override
    public void editRecipe() {
        recipe.showOrHide();
    }

    private void saveReport(Version against, Version version) {
        chooseTarget("html").ifPresent(target -> workspace.writeReport(target, against, version));
    }

    private void saveText(String text, String ending) {
        chooseTarget(ending).ifPresent(target -> workspace.write(target, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Path> chooseTarget(String ending) {
        return new Suggestion(session, ending).file().flatMap(name -> dialogs.chooseTarget(folder(), name, ending));
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
        palette.close();
        jobs.setVisible(false);
        data.setVisible(false);
        archive.setVisible(false);
        recipe.setVisible(false);
        List.of(help, preferences).forEach(pane -> pane.setVisible(false));
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
        dialogs.show("Keys and gestures", KeyHelp.text(commands.all()));
    }

    @Override
    public void showSettings() {
        preferences.setVisible(!preferences.isVisible());
    }

    @Override
    public void showMethodHelp() {
        help.show("");
    }

    /// Begins a guided task with what is open here, or is about to be.
    void guide(Guide task) {
        guide.show(task);
        workspace.tabs().shownProperty().set(task.tab());
    }

    @Override
    public void showAbout() {
        dialogs.show("Secateur", KeyHelp.about());
    }

    @Override
    public void quit() {
        host.quit();
    }

    /// Runs this once, when a graph was painted for the first time.
    void whenPictured(Runnable action) {
        workspace.whenPictured(action);
    }
}
