package dev.secateur.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The files of `sample-models` are what their manifest says, and all of them are in it.
class SampleModelsTest {

    private static final String HOME = "dev/secateur/sample/";
    private static final Path SOURCES = Path.of("..", "sample-models", "src", "main", "resources", HOME);
    private static final Path ORIGINAL = Path.of("/usr/share/datasets/fashion-mnist");

    @Test
    void everyFileHasTheSizeAndChecksumOfTheManifest() throws Exception {
        for (JsonNode file : manifest()) {
            byte[] bytes = resource(file.get("path").asString());
            assertThat(bytes).as("%s", file.get("path")).hasSize(file.get("bytes").asInt());
            assertThat(sha256(bytes)).as("%s", file.get("path")).isEqualTo(file.get("sha256").asString());
            if (file.has("contentSha256")) {
                assertThat(sha256(unpacked(bytes))).isEqualTo(file.get("contentSha256").asString());
            }
        }
    }

    @Test
    void everyFileTellsItsOriginAndLicence() throws Exception {
        for (JsonNode file : manifest()) {
            for (String key : List.of("kind", "origin", "licence", "made")) {
                assertThat(file.path(key).asString("")).as("%s of %s", key, file.get("path")).isNotBlank();
            }
            if (file.has("licenceFile")) {
                assertThat(resource(file.get("licenceFile").asString())).isNotEmpty();
            }
        }
    }

    @Test
    void noFileIsMissingFromTheManifest() throws Exception {
        List<String> listed = new ArrayList<>(List.of("manifest.json"));
        for (JsonNode file : manifest()) {
            listed.add(file.get("path").asString());
            if (file.has("licenceFile")) {
                listed.add(file.get("licenceFile").asString());
            }
        }
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))).isSubsetOf(listed);
        }
    }

    @Test
    void fashionHoldsAsManySamplesOfEachClass() throws Exception {
        assertClasses(Split.TRAIN, 1000);
        assertClasses(Split.TEST, 200);
    }

    @Test
    void fashionIsMadeFromTheOriginalAsTheManifestSays() throws Exception {
        assumeTrue(Files.isDirectory(ORIGINAL), "the original Fashion-MNIST is not installed");
        assertMadeFrom("train", 1000);
        assertMadeFrom("t10k", 200);
    }

    private static void assertClasses(Split split, int each) throws Exception {
        Dataset data = new Datasets(SampleModelsTest::open, 0).open("fashion", split);
        int[] counts = new int[10];
        for (int i = 0; i < data.size(); i++) {
            counts[data.label(i)]++;
        }
        assertThat(counts).containsOnly(each);
        assertThat(data.extents()).isEqualTo(new Dataset.Extents(1, 28, 28));
    }

    private static void assertMadeFrom(String part, int each) throws IOException {
        byte[] labels = unpacked(Files.readAllBytes(ORIGINAL.resolve(part + "-labels-idx1-ubyte.gz")));
        byte[] images = unpacked(Files.readAllBytes(ORIGINAL.resolve(part + "-images-idx3-ubyte.gz")));
        ByteBuffer ourLabels = ByteBuffer.allocate(8 + 10 * each).putInt(2049).putInt(10 * each);
        ByteBuffer ourImages = ByteBuffer.allocate(16 + 10 * each * 784)
                .putInt(2051).putInt(10 * each).putInt(28).putInt(28);
        int[] taken = new int[10];
        for (int i = 0; i < labels.length - 8; i++) {
            if (taken[labels[8 + i]]++ < each) {
                ourLabels.put(labels[8 + i]);
                ourImages.put(images, 16 + 784 * i, 784);
            }
        }
        assertThat(unpacked(resource("fashion/" + part + "-labels-idx1-ubyte.gz"))).isEqualTo(ourLabels.array());
        assertThat(unpacked(resource("fashion/" + part + "-images-idx3-ubyte.gz"))).isEqualTo(ourImages.array());
    }

    private static JsonNode manifest() throws IOException {
        return new JsonMapper().readTree(resource("manifest.json")).get("files");
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = open(HOME + path)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String name) {
        InputStream in = SampleModelsTest.class.getClassLoader().getResourceAsStream(name);
        assertThat(in).as("the resource %s", name).isNotNull();
        return in;
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
