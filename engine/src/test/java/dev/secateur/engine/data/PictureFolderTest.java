package dev.secateur.engine.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class PictureFolderTest {

    @TempDir
    Path folder;

    @Test
    void greyPicturesKeepTheirValues() throws Exception {
        picture("cat/1.png", BufferedImage.TYPE_BYTE_GRAY, 8, 100);
        picture("cat/2.jpg", BufferedImage.TYPE_BYTE_GRAY, 8, 100);
        for (int channels : new int[]{1, 3}) {
            Dataset data = open(channels);
            assertThat(data.extents()).isEqualTo(new Dataset.Extents(channels, 7, 7));
            for (int i = 0; i < 2; i++) {
                float[] values = data.image(i);
                assertThat(values).hasSize(channels * 49);
                assertThat(values[0]).isCloseTo(100, within(1.5f));
                assertThat(values[values.length - 1]).isCloseTo(100, within(1.5f));
            }
        }
    }

    @Test
    void leavesOutCountsAndNamesWhatIsNoPicture() throws Exception {
        picture("cat/1.png", BufferedImage.TYPE_INT_RGB, 8, 100);
        Files.writeString(folder.resolve("cat/2.png"), "text");
        Files.write(folder.resolve("cat/3.png"), new byte[0]);
        Files.write(folder.resolve("cat/4.png"), headerOf(1_000_000, 1_000_000));
        Dataset data = open(3);
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.skipped()).hasSize(3);
        assertThat(data.skipped().get(0).picture()).endsWith("2.png");
        assertThat(data.skipped().get(2).why()).contains("1000000000000 pixels");
    }

    @Test
    void aPictureThatBreaksOffIsFoundWhenItsTurnComes() throws Exception {
        picture("cat/1.png", BufferedImage.TYPE_INT_RGB, 300, 100);
        byte[] whole = Files.readAllBytes(folder.resolve("cat/1.png"));
        Files.write(folder.resolve("cat/1.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Dataset data = open(3);
        assertThat(data.size()).isEqualTo(1);
        assertThatThrownBy(() -> data.image(0)).isInstanceOf(ProblemException.class).hasMessageContaining("1.png");
    }

    @Test
    void refusesAClassWithoutPictures() throws Exception {
        picture("cat/1.png", BufferedImage.TYPE_INT_RGB, 8, 100);
        Files.createDirectories(folder.resolve("dog"));
        assertThatThrownBy(() -> open(3)).isInstanceOf(ProblemException.class).hasMessageContaining("dog");
        Files.writeString(folder.resolve("dog/1.png"), "text");
        assertThatThrownBy(() -> open(3)).isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("dog", "none of its files", "neither PNG nor JPEG");
    }

    @Test
    void saysWhetherTheSourceIsDivided() throws Exception {
        picture("train/cat/1.png", BufferedImage.TYPE_INT_RGB, 8, 100);
        picture("val/cat/1.png", BufferedImage.TYPE_INT_RGB, 9, 100);
        assertThat(open(3).isUndivided()).isFalse();
        Dataset one = new Datasets(name -> null, 7).open("images:" + folder.resolve("train"), Split.TEST);
        assertThat(one.isUndivided()).isTrue();
        assertThat(one.fingerprint()).hasSize(64).isNotEqualTo(open(3).fingerprint());
    }

    private Dataset open(int channels) throws ProblemException {
        return new Datasets(name -> null, new Dataset.Extents(channels, 7, 7)).open("images:" + folder, Split.TEST);
    }

    private void picture(String name, int type, int side, int value) throws IOException {
        BufferedImage image = new BufferedImage(side, side, type);
        for (int i = 0; i < side * side; i++) {
            for (int c = 0; c < image.getRaster().getNumBands(); c++) {
                image.getRaster().setSample(i % side, i / side, c, value);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())).isTrue();
    }

    /// The beginning of a PNG file that claims these extents.
    private static byte[] headerOf(int width, int height) throws IOException {
        byte[] body = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width)
                .putInt(height).put(new byte[]{8, 2, 0, 0, 0}).array();
        CRC32 sum = new CRC32();
        sum.update(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        out.write(ByteBuffer.allocate(25).putInt(13).put(body).putInt((int) sum.getValue()).array());
        out.write(ByteBuffer.allocate(12).putInt(0).put("IDAT".getBytes(StandardCharsets.US_ASCII)).array());
        return out.toByteArray();
    }
}
