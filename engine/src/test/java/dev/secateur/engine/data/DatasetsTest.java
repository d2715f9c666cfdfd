package dev.secateur.engine.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class DatasetsTest {

    private static final Datasets NOTHING_BUILT_IN = new Datasets(name -> null, 0);

    @TempDir
    Path folder;

    @Test
    void readsTheFiveTrainingBatchesOfCifarTenInOrder() throws Exception {
        for (int i = 1; i <= 5; i++) {
            Files.write(folder.resolve("data_batch_" + i + ".bin"), cifarRecords(1, i, i + 3));
        }
        Dataset data = NOTHING_BUILT_IN.open("cifar10:" + folder, Split.TRAIN);
        assertThat(data.size()).isEqualTo(10);
        assertThat(data.label(0)).isEqualTo(1);
        assertThat(data.label(1)).isEqualTo(4);
        assertThat(data.label(9)).isEqualTo(8);
        assertThat(data.image(3)).hasSize(3072).containsOnly(5f);
        assertThat(data.extents()).isEqualTo(new Dataset.Extents(3, 32, 32));
    }

    @Test
    void takesTheFineLabelOfCifarHundred() throws Exception {
        byte[] record = new byte[2 + 3072];
        record[0] = 7;
        record[1] = 99;
        Files.write(folder.resolve("test.bin"), record);
        Dataset data = NOTHING_BUILT_IN.open("cifar100:" + folder, Split.TEST);
        assertThat(data.label(0)).isEqualTo(99);
        assertThat(data.classes()).hasSize(100);
    }

    @Test
    void refusesACifarFileOfTheWrongLength() throws Exception {
        Files.write(folder.resolve("test_batch.bin"), new byte[3072]);
        assertRefused("cifar10:" + folder, "test_batch.bin", "3072 bytes", "3073");
    }

    @Test
    void refusesALabelBeyondTheClasses() throws Exception {
        Files.write(folder.resolve("test_batch.bin"), cifarRecords(1, 3, 10));
        assertRefused("cifar10:" + folder, "test_batch.bin", "record 1", "label 10");
    }

    @Test
    void readsIdxFilesPlainAndCompressed() throws Exception {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(new int[]{2, 2, 3}, 12));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), zipped(idx(new int[]{2}, 2)));
        Dataset data = NOTHING_BUILT_IN.open("idx:" + folder, Split.TEST);
        assertThat(data.extents()).isEqualTo(new Dataset.Extents(1, 2, 3));
        assertThat(data.image(1)).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(data.label(1)).isEqualTo(1);
    }

    @Test
    void refusesIdxFilesThatDisagree() throws Exception {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(new int[]{2, 2, 3}, 12));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(new int[]{3}, 3));
        assertRefused("idx:" + folder, "2 pictures and 3 labels");
    }

    @Test
    void refusesAnIdxFileThatEndsEarly() throws Exception {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(new int[]{2, 2, 3}, 11));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(new int[]{2}, 2));
        assertRefused("idx:" + folder, "11 bytes", "12");
    }

    @Test
    void findsTheBuiltInDataByItsNames() throws Exception {
        Map<String, byte[]> files = Map.of("dev/secateur/sample/fashion/t10k-images-idx3-ubyte.gz",
                zipped(idx(new int[]{1, 28, 28}, 784)), "dev/secateur/sample/fashion/t10k-labels-idx1-ubyte.gz",
                zipped(idx(new int[]{1}, 1)));
        Dataset data = new Datasets(name -> files.containsKey(name) ? new ByteArrayInputStream(files.get(name)) : null,
                0).open("fashion", Split.TEST);
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.classes()).contains("Ankle boot");
    }

    @Test
    void classesOfAPictureFolderTakeTurns() throws Exception {
        picture("cat/1.png", 16, 8, 0x102030);
        picture("cat/2.jpg", 8, 8, 0xffffff);
        picture("dog/1.png", 8, 16, 0xff0000);
        Dataset data = new Datasets(name -> null, 7).open("images:" + folder, Split.TEST);
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(new int[]{data.label(0), data.label(1), data.label(2)}).containsExactly(0, 1, 0);
        float[] cat = data.image(0);
        assertThat(cat).hasSize(3 * 49);
        assertThat(cat[0]).isCloseTo(0x10, within(1e-3f));
        assertThat(cat[49]).isCloseTo(0x20, within(1e-3f));
        assertThat(cat[98]).isCloseTo(0x30, within(1e-3f));
    }

    @Test
    void namesTheFormsWhenThereIsNoSuchDataSet() {
        assertRefused("imagenet", "cifar10:DIR");
        assertRefused("cifar10:" + folder.resolve("missing"), "does not exist");
        assertRefused("fashion", "not part of this installation");
    }

    @Test
    void normalisesChannelByChannel() throws Exception {
        byte[] white = cifarRecords(1, 255);
        white[0] = 0;
        Files.write(folder.resolve("test_batch.bin"), white);
        Dataset data = NOTHING_BUILT_IN.open("cifar10:" + folder, Split.TEST);
        Tensor batch = Batches.of(data, Normalisation.imageNet(), 0, 1);
        assertThat(batch.dims()).containsExactly(1, 3, 32, 32);
        assertThat(batch.doubleAt(0)).isCloseTo((1 - 0.485) / 0.229, within(1e-5));
        assertThat(batch.doubleAt(3071)).isCloseTo((1 - 0.406) / 0.225, within(1e-5));
    }

    private static void assertRefused(String spec, String... parts) {
        assertThatThrownBy(() -> NOTHING_BUILT_IN.open(spec, Split.TEST)).isInstanceOf(ProblemException.class)
                .hasMessageContainingAll(parts);
    }

    private void picture(String name, int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())).isTrue();
    }

    /// One record for each label, every value of it being the label.
    private static byte[] cifarRecords(int labelBytes, int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(labels.length * (labelBytes + 3072));
        for (int label : labels) {
            for (int i = 0; i < labelBytes + 3072; i++) {
                bytes.put((byte) label);
            }
        }
        return bytes.array();
    }

    private static byte[] idx(int[] shape, int values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + values);
        bytes.putInt(0x0800 | shape.length);
        for (int extent : shape) {
            bytes.putInt(extent);
        }
        for (int i = 0; i < values; i++) {
            bytes.put((byte) (i < 256 ? i % 250 : 0));
        }
        return bytes.array();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
