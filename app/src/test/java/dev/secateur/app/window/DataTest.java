package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.views.data.DataKind;
import dev.secateur.views.data.Pixels;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Choosing data, evaluating on it, and freeing the batch, in the window.
class DataTest {

    private static final Path SHARED = Path.of("..", "..", "shared", "data");

    @TempDir
    Path folder;

    private @Nullable WindowTrial opened;

    @BeforeEach
    void openTheWindow() throws Exception {
        opened = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity());
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        window().close();
    }

    private WindowTrial window() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void anUntrainedModelIsEvaluatedOnBuiltInDataAndToldToBeNearChance() throws Exception {
        window().open(WindowTrial.sample(folder));
        window().robot.clickOn("#evaluate");
        assertThat(window().shows("data-view")).as("data is asked for first").isTrue();
        choose("#data-kind", DataKind.FASHION);
        window().robot.clickOn("#data-evaluate");
        waitForAccuracy();
        window().keepPicture("9-evaluated");
        assertThat(window().session.statusProperty().get().kind()).isEqualTo(Status.Kind.WARNING);
        String figures = window().robot.lookup("#model-figures").queryAs(Label.class).getText();
        assertThat(figures).contains(Objects.requireNonNull(window().session.accuracyProperty().get()).text());
        assertThat(window().session.runSettings().data()).isEqualTo(DataChoice.of("fashion"));
    }

    @Test
    void aResNetOfTheFieldReachesItsAccuracyOnlyWithItsOwnPixels() throws Exception {
        Path model = SHARED.resolve("onnx/cifar10_resnet8_mlperftiny_bn.onnx");
        Path data = SHARED.resolve("cifar10");
        assumeTrue(Files.exists(model) && Files.exists(data), "skipped: " + SHARED + " is not here");
        window().open(model);
        window().robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        choose("#data-kind", DataKind.CIFAR10);
        window().dialogs.model = java.util.Optional.of(data);
        window().robot.clickOn("#data-browse");
        choose("#data-pixels", Pixels.RAW_COLOUR);
        window().robot.clickOn("#data-evaluate");
        waitForAccuracy();
        assertThat(Objects.requireNonNull(window().session.accuracyProperty().get()).text()).isEqualTo("87.21 %");
        window().keepPicture("10-cifar");
    }

    @Test
    void aFixedBatchIsFreedWithOneClick() throws Exception {
        Path model = SHARED.resolve("onnx/mnist_cntk.onnx");
        assumeTrue(Files.exists(model), "skipped: " + model + " is not here");
        window().open(model);
        assertThat(window().shows("batch-note")).isTrue();
        window().robot.clickOn("#batch-act");
        WindowTrial.waitUntil(() -> window().present().label().equals("Any batch"));
        assertThat(window().shows("batch-note")).isFalse();
        assertThat(window().present().graph().type(window().present().graph().inputs().getFirst()).display())
                .contains("N×1×28×28");
        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(() -> window().session.jobs().running().isEmpty());
        assertThat(window().session.statusProperty().get().text()).startsWith("Exported merged.onnx")
                .contains("from the original");
        window().robot.push(KeyCode.CONTROL, KeyCode.Z);
        WindowTrial.waitUntil(() -> window().shows("batch-note"));
        window().keepPicture("11-batch");
    }

    @Test
    void openSizesAreFixedFromTheLineAboveTheGraph() throws Exception {
        Graph graph = ResNet.of(8, Pictures.cifarTen(), 1);
        GraphEditor editor = graph.edit();
        graph.types().keySet().stream().filter(v -> graph.outputs().contains(v))
                .forEach(v -> editor.declare(v, new TensorType(DType.FLOAT, null)));
        editor.declare(graph.inputs().getFirst(), TensorType.of(DType.FLOAT,
                new Shape(List.of(Dim.of("batch"), Dim.of(3), Dim.of("height"), Dim.of("width")))));
        Path model = folder.resolve("open.onnx");
        OnnxWriter.write(editor.build(), model);
        window().open(model);
        WindowTrial.waitUntil(() -> window().shows("sizes-note"));
        window().robot.clickOn("#sizes-act");
        window().robot.interact(() -> window().robot.lookup("#form-sizes").queryAs(TextField.class)
                .setText("height=32, width=48"));
        WindowTrial.waitUntil(() -> !window().robot.lookup("#method-apply").queryAs(Button.class).isDisabled());
        window().robot.clickOn("#method-apply");
        WindowTrial.waitUntil(() -> window().present().label().equals("Fix sizes of inputs"));
        WindowTrial.waitUntil(() -> !window().shows("sizes-note"));
        assertThat(window().present().graph().type(window().present().graph().inputs().getFirst()).display())
                .contains("batch×3×32×48");
        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(() -> window().session.jobs().running().isEmpty()
                && window().session.statusProperty().get().text().startsWith("Exported"));
    }

    private void waitForAccuracy() throws Exception {
        WindowTrial.waitUntil(() -> window().session.accuracyProperty().get() != null
                && window().session.jobs().running().isEmpty());
    }

    private <T> void choose(String box, T value) {
        ComboBox<T> choice = window().robot.lookup(box).queryAs(comboBox());
        window().robot.interact(() -> choice.setValue(value));
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<ComboBox<T>> comboBox() {
        return (Class<ComboBox<T>>) (Class<?>) ComboBox.class;
    }
}
