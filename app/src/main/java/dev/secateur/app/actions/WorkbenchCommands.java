package dev.secateur.app.actions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.binding.BooleanBinding;

import dev.secateur.app.actions.Screen.Move;
import dev.secateur.app.actions.Screen.Picture;
import dev.secateur.app.actions.Screen.Place;
import dev.secateur.app.actions.Screen.PlaceKind;
import dev.secateur.app.actions.Screen.Switch;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// All commands of the workbench.
public final class WorkbenchCommands {

    private static final int TAB_KEYS = 10;

    private final SessionModel session;
    private final Screen screen;
    private final BooleanBinding open;

    private final Command openModel;
    private final Command reload;
    private final Command exportModel;
    private final Command undo;
    private final Command redo;
    private final Command find;
    private final Command palette;
    private final Command theme;
    private final Command measure;
    private final Command evaluate;
    private final Command data;
    private final Command keys;
    private final List<Command> tabs;
    private final List<Command> panels;
    private final List<Command> samples;
    private final List<Command> guides;
    private final List<Command> methods;

    public WorkbenchCommands(SessionModel session, Screen screen) {
        this.session = session;
        this.screen = screen;
        this.open = session.presentProperty().isNotNull();
        openModel = Command.of("Open…", screen::chooseModel).keys("Shortcut+O").icon(Icon.OPEN);
        reload = whenOpen("Reload", screen::reload).keys("F5");
        exportModel = whenOpen("Export ONNX…", screen::exportModel).keys("Shortcut+S").icon(Icon.EXPORT);
        undo = Command.of("Undo", session::undo).keys("Shortcut+Z").icon(Icon.UNDO).enabledWhen(session.canUndo());
        redo = Command.of("Redo", session::redo).keys("Shortcut+Shift+Z", "Shortcut+Y").icon(Icon.REDO)
                .enabledWhen(session.canRedo());
        find = whenOpen("Find…", screen::find).keys("Shortcut+F").icon(Icon.SEARCH);
        palette = Command.of("Command palette…", screen::palette).keys("Shortcut+Shift+P").icon(Icon.COMMAND);
        theme = Command.toggling("Dark theme", screen.toggle(Switch.DARK)).icon(Icon.MOON);
        keys = Command.of("Keys and gestures", screen::showKeys).keys("F1").icon(Icon.HELP);
        evaluate = whenOpen("Evaluate", screen::evaluate).keys("Shortcut+E").icon(Icon.CHECK_CIRCLE);
        data = whenOpen("Choose data…", screen::chooseData).keys("Shortcut+Shift+D").icon(Icon.DATABASE);
        tabs = tabs();
        panels = screen.places(PlaceKind.PANEL).stream()
                .map(p -> whenOpen("Show panel " + p.title(), p.go()).icon(p.icon())).toList();
        samples = screen.places(PlaceKind.SAMPLE).stream()
                .map(p -> Command.of("Open sample: " + p.title(), p.go()).icon(p.icon())).toList();
        guides = screen.places(PlaceKind.GUIDE).stream()
                .map(p -> Command.of("Guided task: " + p.title(), p.go()).icon(p.icon())).toList();
        methods = screen.places(PlaceKind.METHOD).stream()
                .map(p -> whenOpen("Method: " + p.title(), p.go()).icon(p.icon())).toList();
        measure = whenOpen("Measure time", screen::measure).keys("Shortcut+M").icon(Icon.MEASURE);
    }

    private List<Command> tabs() {
        List<Place> places = screen.places(PlaceKind.TAB);
        return IntStream.range(0, places.size()).mapToObj(i -> {
            Command command = whenOpen("Show " + places.get(i).title(), places.get(i).go())
                    .icon(places.get(i).icon());
            return i < TAB_KEYS ? command.keys("Alt+" + (i + 1) % TAB_KEYS) : command;
        }).toList();
    }

    private Command whenOpen(String title, Runnable action) {
        return Command.of(title, action).enabledWhen(open);
    }

    private Command move(String title, Move move) {
        return whenOpen(title, () -> screen.graph(move));
    }

    private Command toggle(String title, Switch which) {
        return Command.toggling(title, screen.toggle(which));
    }

    /// The menus in their order, each in groups. Recent files are added where they are shown, because they change.
    public Map<String, List<List<Command>>> menus() {
        Map<String, List<List<Command>>> menus = new LinkedHashMap<>();
        menus.put("File", List.of(
                List.of(openModel, Command.of("Open the sample model", screen::openSample), reload,
                        whenOpen("Add file as version…", screen::addVersion),
                        Command.of("Sessions…", screen::sessions).icon(Icon.HISTORY)),
                samples, List.of(Command.of("Start page", screen::startPage).keys("Shortcut+T"),
                        Command.of("Next model", () -> screen.showNext(1)).keys("Shortcut+Page Down"),
                        Command.of("Previous model", () -> screen.showNext(-1)).keys("Shortcut+Page Up"),
                        whenOpen("Close the model", screen::closeModel).keys("Shortcut+W")),
                List.of(exportModel, whenOpen("Save recipe…", screen::saveRecipe),
                        whenOpen("Save report…", screen::saveReport),
                        whenOpen("Save tab as PNG…", () -> screen.saveTab(Screen.Picture.PNG)),
                        whenOpen("Save tab as SVG…", () -> screen.saveTab(Screen.Picture.SVG)),
                        whenOpen("Run recipe…", screen::runRecipe).icon(Icon.PLAY),
                        whenOpen("Edit recipe…", screen::editRecipe).icon(Icon.EDIT),
                        whenOpen("Export picture as PNG…", () -> screen.exportPicture(Picture.PNG))
                                .keys("Shortcut+Shift+E").icon(Icon.IMAGE),
                        whenOpen("Export picture as SVG…", () -> screen.exportPicture(Picture.SVG))
                                .keys("Shortcut+Alt+E"),
                        whenOpen("Export view as PNG…", () -> screen.exportPicture(Picture.VIEW_PNG)),
                        whenOpen("Export view as SVG…", () -> screen.exportPicture(Picture.VIEW_SVG))),
                List.of(Command.of("Settings…", screen::showSettings).keys("Shortcut+Comma").icon(Icon.SETTINGS)),
                List.of(Command.of("Quit", screen::quit).keys("Shortcut+Q"))));
        menus.put("Edit", List.of(
                List.of(undo, redo),
                List.of(find, move("Select all blocks", Move.SELECT_ALL).keys("Shortcut+A"),
                        whenOpen("Clear selection", screen::escape).keys("Esc")),
                List.of(Command.of("Merge selected blocks", screen::mergeSelected).icon(Icon.MERGE)
                        .enabledWhen(screen.canMerge()))));
        menus.put("View", List.of(
                List.of(move("Zoom in", Move.ZOOM_IN).localKey("+"), move("Zoom out", Move.ZOOM_OUT).localKey("−"),
                        move("Zoom to 100 %", Move.ACTUAL_SIZE).localKey("Shift+Backspace"),
                        move("Fit all or selection", Move.FIT).localKey("Space").icon(Icon.FIT)),
                List.of(move("Open all blocks", Move.OPEN_ALL_BLOCKS), move("Close all blocks", Move.CLOSE_ALL_BLOCKS)),
                List.of(toggle("Left to right", Switch.LEFT_TO_RIGHT).keys("Shortcut+K"),
                        toggle("Attributes on nodes", Switch.ATTRIBUTES).keys("Shortcut+D"),
                        toggle("Weights on nodes", Switch.WEIGHTS).keys("Shortcut+I"),
                        toggle("Names on nodes", Switch.NAMES).keys("Shortcut+U")),
                List.of(toggle("Model and versions", Switch.LEFT_PANEL), toggle("Layer table", Switch.LAYER_TABLE),
                        toggle("Depth, inspector, methods", Switch.RIGHT_PANEL)),
                List.of(theme, toggle("Theme of the system", Switch.SYSTEM_THEME))));
        menus.put("Go", List.of(tabs, panels,
                List.of(Command.of("Show all jobs", screen::showJobs).keys("Shortcut+J").icon(Icon.HISTORY)),
                List.of(Command.of("Next pane", () -> screen.nextPane(1)).keys("F6"),
                        Command.of("Previous pane", () -> screen.nextPane(-1)).keys("Shift+F6"))));
        menus.put("Run", List.of(List.of(data, evaluate, measure),
                List.of(whenOpen("Let the model take any batch", session::freeBatch))));
        menus.put("Help", List.of(
                List.of(palette, keys, Command.of("What the methods do", screen::showMethodHelp).keys("Shift+F1")),
                guides, List.of(Command.of("About Secateur", screen::showAbout))));
        return menus;
    }

    /// All of them, in the order of the menus; methods, which would make a menu too long, last.
    public List<Command> all() {
        return Stream.concat(menus().values().stream().flatMap(List::stream).flatMap(List::stream), methods.stream())
                .toList();
    }

    public Command openModel() {
        return openModel;
    }

    public Command exportModel() {
        return exportModel;
    }

    public Command undo() {
        return undo;
    }

    public Command redo() {
        return redo;
    }

    public Command palette() {
        return palette;
    }

    public Command theme() {
        return theme;
    }

    public Command measure() {
        return measure;
    }

    public Command evaluate() {
        return evaluate;
    }

    public Command data() {
        return data;
    }

    public Command find() {
        return find;
    }

    public Command keys() {
        return keys;
    }
}
