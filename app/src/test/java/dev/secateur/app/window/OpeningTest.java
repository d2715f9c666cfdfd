package dev.secateur.app.window;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

import com.sun.javafx.tk.TKClipboard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The ways into a model: the empty window, the chooser, recent files, a drop.
class OpeningTest {

    @TempDir
    Path folder;

    private @Nullable WindowTrial opened;

    private WindowTrial window(List<Path> recent) throws Exception {
        opened = new WindowTrial(folder, WindowTrial.sized(1000, 900),
                s -> s.withRecentFiles(recent.stream().map(Path::toString).toList()));
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        Objects.requireNonNull(opened).close();
    }

    @Test
    void theEmptyWindowOpensWhatTheChooserGives() throws Exception {
        WindowTrial window = window(List.of());
        assertThat(window.shows("welcome")).isTrue();
        window.keepPicture("empty");
        window.dialogs.model = java.util.Optional.of(WindowTrial.sample(folder));
        window.robot.clickOn(lookup(window, "Open…"));
        window.waitUntilDrawn();
        assertThat(window.shows("welcome")).isFalse();
        assertThat(window.settings.recent()).isEmpty();
        assertThat(window.dialogs.asked).containsExactly("model");
    }

    @Test
    void theEmptyWindowOpensTheSampleModel() throws Exception {
        WindowTrial window = window(List.of());
        window.robot.clickOn("Open the sample model");
        window.waitUntilDrawn();
        assertThat(Objects.requireNonNull(window.session.source()).getFileName()).hasToString("sample.onnx");
    }

    @Test
    void aChooserThatIsCancelledOpensNothing() throws Exception {
        WindowTrial window = window(List.of());
        window.robot.push(KeyCode.CONTROL, KeyCode.O);
        WindowTrial.waitUntil(() -> !window.dialogs.asked.isEmpty());
        assertThat(window.session.present()).isNull();
        assertThat(window.shows("welcome")).isTrue();
    }

    @Test
    void recentFilesAreOpenedByClickAndByKeyAndLeaveTheListOnceTheyAreGone() throws Exception {
        Path gone = folder.resolve("gone.onnx");
        Path there = WindowTrial.sample(folder);
        WindowTrial window = window(List.of(gone, there));
        window.keepPicture("empty-with-recent");
        window.robot.clickOn("gone.onnx");
        WindowTrial.waitUntil(() -> window.session.jobs().problemProperty().get() != null);
        assertThat(window.settings.recent()).containsExactly(there);
        assertThat(window.says("gone.onnx")).isFalse();
        window.robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        window.waitUntilDrawn();
        assertThat(window.session.source()).isEqualTo(there);
    }

    @Test
    void aFileThatIsDroppedIsOpened() throws Exception {
        WindowTrial window = window(List.of());
        Path model = WindowTrial.sample(folder);
        drop(window, DragEvent.DRAG_OVER, model);
        assertThat(window.says("Drop to open sample.onnx")).isTrue();
        window.keepPicture("drop");
        drop(window, DragEvent.DRAG_DROPPED, model);
        window.waitUntilDrawn();
        assertThat(window.says("Drop to open sample.onnx")).isFalse();
        assertThat(window.session.source()).isEqualTo(model);
    }

    @Test
    void aFileOfAnotherKindIsRefusedWithASentence() throws Exception {
        WindowTrial window = window(List.of());
        Path text = Files.writeString(folder.resolve("notes.txt"), "no model");
        drop(window, DragEvent.DRAG_DROPPED, text);
        WindowTrial.waitUntil(() -> window.session.jobs().problemProperty().get() != null);
        WindowTrial.waitUntil(() -> window.shows("welcome"));
        window.keepPicture("empty-refused");
    }

    @Test
    void reloadReadsTheFileAgain() throws Exception {
        WindowTrial window = window(List.of());
        Path model = WindowTrial.sample(folder);
        window.open(model);
        Object before = window.present().graph();
        window.robot.push(KeyCode.F5);
        WindowTrial.waitUntil(() -> window.present().graph() != before);
        window.waitUntilDrawn();
        Files.writeString(model, "now a text");
        window.robot.push(KeyCode.F5);
        WindowTrial.waitUntil(() -> window.session.jobs().problemProperty().get() != null);
        assertThat(window.session.present()).as("the model that was open stays").isNotNull();
    }

    private static Node lookup(WindowTrial window, String text) {
        return window.robot.lookup("#welcome").lookup((Node n) -> n instanceof Labeled l && text.equals(l.getText()))
                .query();
    }

    /// What the platform sends when a file is held over the window or dropped on it.
    private static void drop(WindowTrial window, EventType<DragEvent> type, Path file) {
        window.robot.interact(() -> {
            Node target = window.scene().getRoot();
            Event.fireEvent(target, new DragEvent(target, target, type, board(file), 300, 300, 300, 300,
                    TransferMode.COPY, null, null, new PickResult(target, 300, 300)));
        });
    }

    /// JavaFX makes these itself while a drag is under way; nobody else can.
    private static Dragboard board(Path file) {
        try {
            Constructor<Dragboard> constructor = Dragboard.class.getDeclaredConstructor(TKClipboard.class);
            constructor.setAccessible(true);
            return constructor.newInstance(Proxy.newProxyInstance(OpeningTest.class.getClassLoader(),
                    new Class<?>[]{TKClipboard.class}, (proxy, method, arguments) -> switch (method.getName()) {
                        case "getContentTypes" -> Set.of(DataFormat.FILES);
                        case "hasContent" -> DataFormat.FILES.equals(arguments[0]);
                        case "getContent" -> List.of(file.toFile());
                        case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                        default -> null;
                    }));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JavaFX makes drag boards in another way now", e);
        }
    }
}
