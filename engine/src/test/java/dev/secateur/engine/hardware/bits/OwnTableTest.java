package dev.secateur.engine.hardware.bits;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class OwnTableTest {

    private static final String HEAD = "layer,weights,activations,ms,mj\n";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    @Test
    void aTemplateIsATableOfItsModel() throws Exception {
        List<BitLayer> layers = Published.mobileNetV1();
        OwnTable table = OwnTable.read(file("edge.csv", OwnTable.template(layers, BitSerial.EDGE)));
        BitCosts own = BitCosts.of(table, Quantity.LATENCY, layers);
        BitCosts model = BitCosts.of(BitSerial.EDGE, Quantity.LATENCY, layers);
        assertThat(own.uniform(8, 8)).isCloseTo(model.uniform(8, 8), within(1e-3));
        assertThat(own.uniform(4, 4)).isCloseTo(model.uniform(4, 4), within(1e-3));
        assertThat(own.uniform(3, 3)).as("3 bits cost what 4 cost").isEqualTo(own.uniform(4, 4));
    }

    @Test
    void jsonSaysTheSameAsCsv() throws Exception {
        OwnTable table = OwnTable.read(file("own.json",
                """
                        [{"layer": "3-16 kernel 9 stride 1 group 1 at 1024", "weights": 4, "activations": 8, "ms": 0.5},
                         {"layer": "3-16 kernel 9 stride 1 group 1 at 1024", "weights": 8, "activations": 8, "ms": 0.75, "mj": 2}]
                        """));
        BitLayer layer = new BitLayer("stem", 3, 16, 1, 9, 1, 1024, 1024);
        assertThat(table.cost(Quantity.LATENCY, layer, 3, 5)).hasValue(0.5);
        assertThat(table.cost(Quantity.LATENCY, layer, 5, 5)).hasValue(0.75);
        assertThat(table.cost(Quantity.ENERGY, layer, 8, 8)).hasValue(2);
        assertThat(table.cost(Quantity.ENERGY, layer, 4, 8)).isEmpty();
        assertThat(table.cost(Quantity.LATENCY, layer, 16, 16)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x,8,8,-1,|line 2 has -1.0 ms", "x,8,8,fast,|line 2 has \"fast\"",
        "x,8.5,8,1,|a width of 8.5 bits", "x,8,8,1|line 2 has 4 fields and not 5",
        "x,8,8,NaN,|line 2 has NaN ms", "x,8,8,1,-2|line 2 has -2.0 mJ", "x,99,8,1,|a width of 99"})
    void badLinesAreNamed(String line, String said) throws Exception {
        Path file = file("bad.csv", HEAD + line + "\n");
        assertThatThrownBy(() -> OwnTable.read(file)).isInstanceOf(ProblemException.class).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|no JSON list", "[|no JSON",
        "[{\"weights\": 8}]|entry 1 names no layer",
        "[{\"layer\": \"x\", \"weights\": \"8\"}]|entry 1 has no number \"weights\"", "[]|no line with numbers"})
    void badJsonIsNamed(String text, String said) throws Exception {
        Path file = file("bad.json", text);
        assertThatThrownBy(() -> OwnTable.read(file)).isInstanceOf(ProblemException.class).hasMessageContaining(said);
    }

    @Test
    void aLineTwiceAMissingFileAndAnotherHeadAreRefused() throws Exception {
        Path twice = file("twice.csv", HEAD + "x,8,8,1,\nx,8,8,2,\n");
        assertThatThrownBy(() -> OwnTable.read(twice)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("line 3 gives x at 8/8 bits a second time");
        assertThatThrownBy(() -> OwnTable.read(folder.resolve("none.csv"))).isInstanceOf(ProblemException.class);
        Path head = file("head.csv", "layer,ms\n");
        assertThatThrownBy(() -> OwnTable.read(head)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("its first line is not");
    }

    @Test
    void aTableWithoutALayerIsRefusedByItsShape() throws Exception {
        OwnTable table = OwnTable.read(file("other.csv", HEAD + "x,8,8,1,\n"));
        assertThatThrownBy(() -> BitCosts.of(table, Quantity.LATENCY, Published.mobileNetV1()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("3-32 kernel 9 stride 2 group 1 at 50176");
    }
}
