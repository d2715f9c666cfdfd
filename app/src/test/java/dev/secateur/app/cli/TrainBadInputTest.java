package dev.secateur.app.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.record.RunRecord;

import static org.assertj.core.api.Assertions.assertThat;

/// What can be wrong with data and models that are to be trained, and learning from inner values and without labels.
class TrainBadInputTest {

    private static final int SIDE = 8;

    @TempDir
    Path folder;

    @Test
    void labelsBeyondTheClasses() throws Exception {
        Path data = Files.createDirectory(folder.resolve("cifar"));
        byte[] picture = new byte[3073];
        picture[0] = 10;
        byte[] batch = new byte[3073 * 10_000];
        System.arraycopy(picture, 0, batch, 3073 * 5, 3073);
        for (int i = 1; i <= 5; i++) {
            Files.write(data.resolve("data_batch_" + i + ".bin"), batch);
        }
        Files.write(data.resolve("test_batch.bin"), batch);
        Path model = model(ResNet.of(8, Pictures.cifarTen(), 1), "model.onnx");
        assertThat(refusal("train", model, "cifar10:" + data)).contains("data_batch_1.bin", "label");
        assertThat(refusal("evaluate", model, "cifar10:" + data)).contains("test_batch.bin", "label");
    }

    @Test
    void anotherNumberOfClasses() throws Exception {
        Path model = model(ResNet.of(8, new Pictures(3, SIDE, 7), 1), "model.onnx");
        String data = "images:" + twoClasses(6);
        assertThat(refusal("train", model, data)).contains("7", "2");
        assertThat(refusal("evaluate", model, data)).contains("7", "2");
    }

    @Test
    void picturesOfAnotherSizeAndGreyOnesForAColourModel() throws Exception {
        Path small = model(ResNet.of(8, new Pictures(1, SIDE, 10), 1), "small.onnx");
        assertThat(refusal("train", small, "fashion")).contains("1×8×8", "1×28×28");
        assertThat(refusal("evaluate", small, "fashion")).contains("1×8×8", "1×28×28");
        Path colour = model(ResNet.of(8, new Pictures(3, 28, 10), 1), "colour.onnx");
        assertThat(refusal("train", colour, "fashion")).contains("3×28×28", "1×28×28");
        assertThat(refusal("evaluate", colour, "fashion")).contains("3×28×28", "1×28×28");
    }

    @Test
    void aClassWithoutPictures() throws Exception {
        Path model = model(ResNet.of(8, new Pictures(3, SIDE, 3), 1), "model.onnx");
        Path data = twoClasses(6);
        Files.createDirectory(data.resolve("empty"));
        assertThat(refusal("train", model, "images:" + data)).contains("empty");
    }

    @Test
    void picturesThatCannotBeReadAreCountedAndNamed() throws Exception {
        Path model = model(ResNet.of(8, new Pictures(3, SIDE, 2), 1), "model.onnx");
        Path data = twoClasses(20);
        Files.writeString(data.resolve("bright/text.png"), "this is no picture");
        Files.write(data.resolve("dark/huge.png"), headerOf(60_000, 60_000));
        Path whole = data.resolve("dark/3.png");
        Files.write(whole, Arrays.copyOf(Files.readAllBytes(whole), 60));
        Path out = folder.resolve("out.onnx");
        Trial trial = train(model, "images:" + data, "--epochs", 1, "--out", out, "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        List<String> skipped = java.util.Objects.requireNonNull(RunRecord.read(RunRecord.beside(out)).data())
                .skipped();
        assertThat(skipped).anyMatch(s -> s.contains("text.png")).anyMatch(s -> s.contains("huge.png") && s.contains(
                "3600000000 pixels"));
        Trial evaluated = Trial.of("evaluate", model, "--data", "images:" + data, "--threads", 1, "--json");
        assertThat(evaluated.json().get("skipped").toString()).contains("text.png", "huge.png", "3.png");
        assertThat(evaluated.json().get("samples").asInt()).isEqualTo(39);
    }

    @Test
    void unreadablePicturesOfTheTestPartAreNamedToo() throws Exception {
        Path model = model(ResNet.of(8, new Pictures(3, SIDE, 2), 1), "model.onnx");
        Path data = Files.createDirectories(folder.resolve("parts"));
        Files.move(twoClasses(6), data.resolve("train"));
        Files.move(twoClasses(5), data.resolve("test"));
        Path cut = data.resolve("test/dark/2.png");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 60));
        Path out = folder.resolve("out.onnx");
        assertThat(train(model, "images:" + data, "--epochs", 1, "--out", out).out())
                .contains("1 picture left out: " + cut);
        Path pruned = folder.resolve("pruned.onnx");
        assertThat(Trial.of("apply", "l1", model, "--data", "images:" + data, "--no-bench", "--threads", 1, "--out",
                pruned).out()).contains("1 picture left out: " + cut);
    }

    @Test
    void aModelThatGivesNoClassesLearnsFromATeacherAloneAndWithoutLabels() throws Exception {
        Path student = model(withoutHead(ResNet.of(8, new Pictures(3, SIDE, 2), 1)), "student.onnx");
        Path teacher = model(withoutHead(ResNet.of(8, new Pictures(3, SIDE, 2), 2)), "teacher.onnx");
        assertThat(refusal("train", student, "images:" + twoClasses(6))).contains("not one score for each class",
                "teacher");
        Path data = Files.createDirectories(folder.resolve("unlabelled/deep/deeper"));
        for (int i = 0; i < 30; i++) {
            picture(data.resolve(i + ".png"), 8 * i);
        }
        Path out = folder.resolve("out.onnx");
        Trial trial = train(student, "unlabelled:" + folder.resolve("unlabelled"), "--distill", teacher,
                "--distill-weight", 1, "--epochs", 3, "--lr", 0.05, "--out", out, "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode epochs = trial.json().get("report").get("epochs");
        assertThat(epochs.get(2).get("heldOutLoss").asDouble())
                .isLessThan(epochs.get(0).get("heldOutLoss").asDouble());
        assertThat(epochs.get(0).has("accuracy")).isFalse();
        assertThat(trial.json().get("after").get("top1").isNull()).isTrue();
        assertThat(trial.json().get("parity").get("maxRel").asDouble()).isLessThan(1e-4);
    }

    @Test
    void anOperatorThatNoGradientPassesIsNamed() throws Exception {
        Graph graph = ResNet.of(8, new Pictures(3, SIDE, 2), 1);
        GraphEditor editor = graph.edit();
        Node odd = editor.addNode(new Hardmax(1, false), "winner", graph.outputs().getFirst());
        editor.setOutputs(List.of(odd.output()));
        Path model = model(editor.build(), "odd.onnx");
        assertThat(refusal("train", model, "images:" + twoClasses(6))).contains("winner", "no gradient");
    }

    @Test
    void innerValuesAreLearnedFromTheTeacher() throws Exception {
        Path student = model(ResNet.of(8, new Pictures(3, SIDE, 2), 1), "student.onnx");
        Graph taught = ResNet.of(8, new Pictures(3, SIDE, 2), 2);
        Path teacher = model(taught, "teacher.onnx");
        List<String> names = taught.nodes().stream().filter(n -> n.op() instanceof GlobalPool).map(taught::name)
                .toList();
        Path out = folder.resolve("out.onnx");
        Trial trial = train(student, "images:" + twoClasses(8), "--distill", teacher, "--distill-feature",
                names.getFirst(), "--feature-weight", 3, "--epochs", 1, "--out", out, "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        assertThat(trial.json().get("config").get("features")).hasSize(1);
        assertThat(trial.json().get("config").get("featureWeight").asDouble()).isEqualTo(3);
    }

    @Test
    void innerValuesThatDoNotGoTogetherAreRefused() throws Exception {
        Graph graph = ResNet.of(8, new Pictures(3, SIDE, 2), 1);
        Path model = model(graph, "model.onnx");
        List<String> names = new ArrayList<>(graph.nodes().stream().map(n -> graph.name(n.output())).toList());
        String data = "images:" + twoClasses(6);
        assertThat(refusal("train", model, data, "--distill-feature", names.getFirst())).contains("no teacher",
                "--distill");
        assertThat(refusal("train", model, data, "--distill", model, "--distill-feature", names.getFirst() + "x"))
                .contains(names.getFirst() + "x", "no value or node of the model", "did you mean", names.getFirst());
        assertThat(refusal("train", model, data, "--distill", model, "--distill-feature",
                names.getFirst() + "=" + names.getFirst() + "x")).contains("of the teacher", "did you mean");
        assertThat(refusal("train", model, data, "--distill", model, "--distill-feature",
                names.getFirst() + "=" + names.getLast())).contains("1×16×8×8", "1×2");
        assertThat(refusal("train", model, data, "--distill", model, "--distill-feature", names.getFirst(),
                "--feature-weight", -1)).contains("--feature-weight", "0 or more");
    }

    private static Graph withoutHead(Graph graph) {
        Node pool = graph.nodes().stream().filter(n -> n.op() instanceof GlobalPool).findFirst().orElseThrow();
        GraphEditor editor = graph.edit();
        editor.setOutputs(List.of(pool.input(0)));
        editor.removeUnused();
        return editor.build();
    }

    private Path model(Graph graph, String name) throws Exception {
        Path file = folder.resolve(name);
        OnnxWriter.write(graph, file);
        return file;
    }

    private static Trial train(Path model, String data, Object... more) {
        List<Object> all = new ArrayList<>(List.of("train", model, "--data", data, "--threads", 1, "--batch", 8,
                "--augment", "none"));
        all.addAll(List.of(more));
        return Trial.of(all.toArray());
    }

    /// The sentence with which a command refuses; nothing is written.
    private String refusal(String command, Path model, String data, Object... more) {
        Path out = folder.resolve("refused.onnx");
        List<Object> all = new ArrayList<>(List.of(command, model, "--data", data, "--threads", 1, "--json"));
        if (command.equals("train")) {
            all.addAll(List.of("--epochs", 1, "--batch", 4, "--out", out));
        }
        all.addAll(List.of(more));
        Trial trial = Trial.of(all.toArray());
        assertThat(trial.code()).as(trial.err()).isEqualTo(1);
        assertThat(out).doesNotExist();
        return trial.problem();
    }

    /// Bright and dark pictures, so many of each.
    private Path twoClasses(int count) throws IOException {
        Path data = folder.resolve("data" + count);
        for (int i = 0; i < count; i++) {
            picture(data.resolve("bright/" + i + ".png"), 200 + i);
            picture(data.resolve("dark/" + i + ".png"), 20 + i);
        }
        return data;
    }

    private static void picture(Path file, int value) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int level = Math.min(255, value + i % 5);
            image.setRGB(i % SIDE, i / SIDE, level << 16 | level << 8 | (i * 3 & 255));
        }
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    /// The beginning of a PNG file that claims these extents.
    private static byte[] headerOf(int width, int height) {
        byte[] body = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width)
                .putInt(height).put(new byte[]{8, 2, 0, 0, 0}).array();
        CRC32 sum = new CRC32();
        sum.update(body);
        return ByteBuffer.allocate(33).put(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13).put(body)
                .putInt((int) sum.getValue()).array();
    }
}
