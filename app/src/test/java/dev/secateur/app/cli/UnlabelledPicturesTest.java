package dev.secateur.app.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.onnx.OnnxWriter;

import static org.assertj.core.api.Assertions.assertThat;

/// What needs pictures only, as calibration does, must not need their classes.
class UnlabelledPicturesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void drawPictures() throws Exception {
        for (String name : new String[]{"pictures/cat", "pictures/dog"}) {
            Path one = Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < 4; i++) {
                BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
                for (int p = 0; p < 1200; p++) {
                    image.setRGB(p % 40, p / 40, p * 977 * (i + 3));
                }
                assertThat(ImageIO.write(image, "png", one.resolve(i + ".png").toFile())).isTrue();
            }
        }
    }

    @Test
    void quantisesANetworkOfOtherClassesAndSaysWhyAccuracyIsNotMeasured() throws Exception {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, new Pictures(3, 16, 10), 1), model);
        for (String data : new String[]{"unlabelled:", "images:"}) {
            Trial trial = Trial.of("apply", "ptq", model, "--data", data + folder.resolve("pictures"), "--threads", 1,
                    "--no-bench", "--force", "--out", folder.resolve("small.onnx"));
            assertThat(trial.code()).as(trial.err()).isZero();
            assertThat(trial.out()).contains("accuracy: not measured, because ", "calibration: ")
                    .contains(data.equals("images:") ? "for each of the 2 classes" : "nobody knows the classes");
            assertThat(folder.resolve("small.onnx")).isRegularFile();
        }
        JsonNode found = Trial.of("sensitivity", model, "--data", "images:" + folder.resolve("pictures"), "--threads",
                1, "--json").json();
        assertThat(found.get("top1").isNull()).isTrue();
        assertThat(found.get("layers").get(0).get("weights").get(0).get("kl").asDouble()).isPositive();
    }

    @Test
    void accuracyAskedForIsRefusedAllTheSame() throws Exception {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, new Pictures(3, 16, 10), 1), model);
        Trial trial = Trial.of("evaluate", model, "--data", "unlabelled:" + folder.resolve("pictures"));
        assertThat(trial.code()).isOne();
        assertThat(trial.err()).contains("nobody knows the classes of the pictures");
    }
}
