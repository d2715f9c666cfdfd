package dev.secateur.app.actions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCombination;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

import static org.assertj.core.api.Assertions.assertThat;

class WorkbenchCommandsTest {

    private final SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new EngineWork());
    private final RecordingScreen screen = new RecordingScreen();
    private final WorkbenchCommands commands = new WorkbenchCommands(session, screen);

    @Test
    void noKeyBelongsToTwoCommands() {
        List<KeyCombination> keys = commands.all().stream().flatMap(c -> c.keys().stream()).toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    /// A name of no key becomes a character of several letters, which nobody can press.
    @Test
    void everyKeyIsOnTheKeyboard() {
        List<KeyCombination> keys = commands.all().stream().flatMap(c -> c.keys().stream()).toList();
        assertThat(keys)
                .noneMatch(key -> key instanceof KeyCharacterCombination c && c.getCharacter().length() > 1);
    }

    @Test
    void noTitleIsUsedTwice() {
        assertThat(commands.all()).extracting(Command::title).doesNotHaveDuplicates();
    }

    @Test
    void withoutAModelOnlyWhatNeedsNoneCanBeDone() {
        assertThat(commands.all()).filteredOn(c -> c.enabled().getValue()).extracting(Command::title)
                .contains("Open…", "Command palette…", "Dark theme")
                .doesNotContain("Export ONNX…", "Undo", "Find…", "Zoom in");
    }

    @Test
    void aCommandThatCannotBeDoneDoesNothing() {
        commands.exportModel().run();
        commands.openModel().run();
        assertThat(screen.done).containsExactly("choose");
    }

    @Test
    void aSwitchTurnsItsPropertyOver() {
        commands.theme().run();
        assertThat(screen.toggle(Screen.Switch.DARK).getValue()).isTrue();
        commands.theme().run();
        assertThat(screen.toggle(Screen.Switch.DARK).getValue()).isFalse();
    }

    private static final class RecordingScreen implements Screen {
        private final List<String> done = new ArrayList<>();
        private final Map<Switch, Property<Boolean>> switches = new EnumMap<>(Switch.class);

        @Override
        public void chooseModel() {
            done.add("choose");
        }

        @Override
        public void reload() {
            done.add("reload");
        }

        @Override
        public void closeModel() {
            done.add("close");
        }

        @Override
        public void showNext(int step) {
            done.add("next " + step);
        }

        @Override
        public void startPage() {
            done.add("start");
        }

        @Override
        public void runRecipe() {
            done.add("run recipe");
        }

        @Override
        public void editRecipe() {
            done.add("edit recipe");
        }

        @Override
        public void showMethodHelp() {
            done.add("method help");
        }

        @Override
        public void showSettings() {
            done.add("settings");
        }

        @Override
        public void sessions() {
            done.add("sessions");
        }

        @Override
        public void open(Path file) {
            done.add("open " + file);
        }

        @Override
        public void openSample() {
            done.add("sample");
        }

        @Override
        public ObservableList<Path> recent() {
            return FXCollections.observableArrayList();
        }

        @Override
        public void addVersion() {
            done.add("add");
        }

        @Override
        public void exportModel() {
            done.add("export");
        }

        @Override
        public void saveReport() {
            done.add("report");
        }

        @Override
        public void saveTab(Picture format) {
            done.add("tab");
        }

        @Override
        public void saveRecipe() {
            done.add("recipe");
        }

        @Override
        public void exportPicture(Picture format) {
            done.add("picture " + format);
        }

        @Override
        public void find() {
            done.add("find");
        }

        @Override
        public void palette() {
            done.add("palette");
        }

        @Override
        public List<Place> places(PlaceKind kind) {
            return IntStream.rangeClosed(1, 12)
                    .mapToObj(i -> new Place(kind + " " + i, Icon.GRAPH, () -> done.add("place " + kind + " " + i)))
                    .toList();
        }

        @Override
        public void mergeSelected() {
            done.add("merge");
        }

        @Override
        public ObservableValue<Boolean> canMerge() {
            return new SimpleBooleanProperty(true);
        }

        @Override
        public void nextPane(int step) {
            done.add("pane " + step);
        }

        @Override
        public void showJobs() {
            done.add("jobs");
        }

        @Override
        public Property<Boolean> toggle(Switch which) {
            return switches.computeIfAbsent(which, w -> new SimpleBooleanProperty());
        }

        @Override
        public void graph(Move move) {
            done.add("move " + move);
        }

        @Override
        public void escape() {
            done.add("escape");
        }

        @Override
        public void measure() {
            done.add("measure");
        }

        @Override
        public void evaluate() {
            done.add("evaluate");
        }

        @Override
        public void chooseData() {
            done.add("data");
        }

        @Override
        public void showKeys() {
            done.add("keys");
        }

        @Override
        public void showAbout() {
            done.add("about");
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    }
}
