package dev.secateur.engine.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.onnx.Models.floats;
import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ExternalDataTest {

    private static final int COUNT = 1_000;

    @TempDir
    Path root;

    private static TensorProto.Builder outside(String name, String... entries) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1).addDims(COUNT)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (int i = 0; i < entries.length; i += 2) {
            tensor.addExternalData(
                    StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
        }
        return tensor;
    }

    private static GraphProto.Builder sum(TensorProto.Builder weight) {
        return graph(COUNT).addInitializer(weight.setDocString("kept")).addNode(node("Add", "x,w", "y"));
    }

    /// A folder with a model whose weight counts up from 0 in `weights.bin`, after 4,096 other bytes.
    private Path folder(GraphProto.Builder graph) throws IOException {
        Path folder = Files.createDirectories(root.resolve("model"));
        ByteBuffer bytes = ByteBuffer.allocate(4096 + COUNT * 4).order(ByteOrder.LITTLE_ENDIAN).position(4096);
        for (int i = 0; i < COUNT; i++) {
            bytes.putFloat(i);
        }
        Files.write(folder.resolve("weights.bin"), bytes.array());
        Files.write(root.resolve("secret.bin"), bytes.array());
        Files.write(folder.resolve("m.onnx"), model(13, graph).build().toByteArray());
        return folder;
    }

    private static TensorProto.Builder valid() {
        return outside("w", "location", "weights.bin", "offset", "4096", "length", "4000");
    }

    @Test
    void theNumbersAreThoseOfTheDataFile() throws Exception {
        Graph graph = OnnxReader.read(folder(sum(valid())).resolve("m.onnx"));
        Tensor weight = graph.constants().values().iterator().next();
        assertThat(weight.toFloats()).startsWith(0, 1, 2).endsWith(998, 999);
        assertThat(weight.bytes().isMapped()).isTrue();
    }

    @Test
    void theLengthMayBeLeftOut() throws Exception {
        Path folder = folder(sum(outside("w", "location", "weights.bin", "offset", "4096")));
        assertThat(OnnxReader.read(folder.resolve("m.onnx")).constants().values().iterator().next().doubleAt(999))
                .isEqualTo(999);
    }

    static Stream<Arguments> refused() {
        return Stream.of(arguments("outside the model's folder", outside("w", "location", "../secret.bin")),
                arguments("outside the model's folder", outside("w", "location", "a/../../secret.bin")),
                arguments("outside the model's folder", outside("w", "location", "..\\secret.bin")),
                arguments("outside the model's folder", outside("w", "location", "/etc/passwd")),
                arguments("outside the model's folder", outside("w", "location", "C:\\secret.bin")),
                arguments("is not named", outside("w", "offset", "0")),
                arguments("cannot be opened: it does not exist", outside("w", "location", "absent.bin")),
                arguments("is no file", outside("w", "location", ".")),
                arguments("is not valid", outside("w", "location", "a\0b")),
                arguments("takes 4000 bytes from byte 5000 on, and the data file has 8096",
                        outside("w", "location", "weights.bin", "offset", "5000")),
                arguments("from byte 9223372036854775807 on",
                        outside("w", "location", "weights.bin", "offset", "9223372036854775807")),
                arguments("has 4004 bytes, its type and shape need 4000",
                        outside("w", "location", "weights.bin", "length", "4004")),
                arguments("the offset of its external data is not a number from 0 on: -4",
                        outside("w", "location", "weights.bin", "offset", "-4")),
                arguments("the length of its external data is not a number from 0 on: many",
                        outside("w", "location", "weights.bin", "length", "many")),
                arguments("bytes from byte 0 on, and the data file has 8096",
                        outside("w", "location", "weights.bin").setDims(0, 1L << 50)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void dataThatIsNotWhereItMayBeIsRefused(String sentence, TensorProto.Builder weight) throws Exception {
        Path file = folder(sum(weight)).resolve("m.onnx");
        assertThatThrownBy(() -> OnnxReader.read(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("m.onnx, node w").hasMessageContaining(sentence);
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws Exception {
        Path folder = folder(sum(outside("w", "location", "link.bin", "offset", "4096")));
        Files.createSymbolicLink(folder.resolve("link.bin"), root.resolve("secret.bin"));
        assertThatThrownBy(() -> OnnxReader.read(folder.resolve("m.onnx"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("link.bin is a link out of the model's folder");
    }

    @Test
    void aLinkedFolderOutOfTheFolderIsRefused() throws Exception {
        Path folder = folder(sum(outside("w", "location", "sub/secret.bin", "offset", "4096")));
        Files.createSymbolicLink(folder.resolve("sub"), root);
        assertThatThrownBy(() -> OnnxReader.read(folder.resolve("m.onnx"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("is a link out of the model's folder");
    }

    @Test
    void theFolderItselfMayBeALink() throws Exception {
        folder(sum(valid()));
        Path link = Files.createSymbolicLink(root.resolve("latest"), root.resolve("model"));
        assertThat(OnnxReader.read(link.resolve("m.onnx")).constants()).hasSize(1);
    }

    /// A model with such tensors in an initializer, a constant, a sub-graph and a function.
    private static ModelProto.Builder everywhere() {
        AttributeProto value = AttributeProto.newBuilder().setName("value").setType(AttributeProto.AttributeType.TENSOR)
                .setT(valid().clearName()).build();
        GraphProto.Builder branch = GraphProto.newBuilder().setName("b").addOutput(floats("o", COUNT))
                .addInitializer(outside("inner", "location", "weights.bin", "offset", "4096"))
                .addNode(node("Add", "s,inner", "o"));
        GraphProto.Builder graph = sum(valid()).clearNode().addNode(node("Add", "x,w", "a"))
                .addNode(node("Constant", "", "c").addAttribute(value)).addNode(node("Add", "a,c", "s"))
                .addInitializer(TensorProto.newBuilder().setName("cond").setDataType(9).addInt32Data(1))
                .addNode(node("If", "cond", "i").addAttribute(Models.graph("then_branch", branch))
                        .addAttribute(Models.graph("else_branch", branch)))
                .addNode(node("Twice", "i", "y").setDomain("local"));
        return model(15, graph)
                .addOpsetImport(ai.onnx.proto.OnnxMl.OperatorSetIdProto.newBuilder().setDomain("local").setVersion(1))
                .addFunctions(ai.onnx.proto.OnnxMl.FunctionProto.newBuilder().setName("Twice").setDomain("local")
                        .addInput("p").addOutput("q")
                        .addOpsetImport(ai.onnx.proto.OnnxMl.OperatorSetIdProto.newBuilder().setVersion(15))
                        .addNode(node("Constant", "", "k").addAttribute(value)).addNode(node("Add", "p,k", "q")));
    }

    @Test
    void encodingTakesAllDataIntoTheModel() throws Exception {
        Path folder = folder(graph(1));
        Files.write(folder.resolve("m.onnx"), everywhere().build().toByteArray());
        byte[] encoded = OnnxWriter.encode(OnnxReader.read(folder.resolve("m.onnx")));
        assertThat(ModelProto.parseFrom(encoded).toString()).doesNotContain("weights.bin", "EXTERNAL");
        assertThat(Runs.run(encoded)).containsExactly(Runs.run(folder.resolve("m.onnx")));
    }

    @Test
    void writingPutsAllDataIntoOneFileBesideTheModel() throws Exception {
        Path folder = folder(graph(1));
        Files.write(folder.resolve("m.onnx"), everywhere().build().toByteArray());
        Graph graph = OnnxReader.read(folder.resolve("m.onnx"));
        Path target = Files.createDirectory(root.resolve("out")).resolve("new.onnx");
        OnnxWriter.write(graph, target);
        try (Stream<Path> files = Files.list(root.resolve("out"))) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("new.onnx",
                    "new.onnx.data");
        }
        ModelProto written = ModelProto.parseFrom(Files.readAllBytes(target));
        assertThat(written.toString()).contains("new.onnx.data").doesNotContain("weights.bin");
        TensorProto weight = written.getGraph().getInitializer(0);
        assertThat(weight.getDocString()).isEqualTo("kept");
        assertThat(weight.getExternalDataList()).filteredOn(e -> e.getKey().equals("offset"))
                .allMatch(e -> Long.parseLong(e.getValue()) % 4096 == 0);
        assertThat(Runs.run(target)).containsExactly(Runs.run(folder.resolve("m.onnx")));
    }

    @Test
    void newTensorsGoToTheDataFileAndSmallOnesStay() throws Exception {
        Graph graph = OnnxReader.read(folder(sum(valid())).resolve("m.onnx"));
        GraphEditor editor = graph.edit();
        Node add = graph.nodes().getFirst();
        editor.setInput(add, 1, editor.addConstant("big", Tensor.of(new float[COUNT], COUNT)));
        Node small = editor.addNode(add.op(), "", editor.addConstant("small", Tensor.of(new float[1], 1)),
                add.input(0));
        editor.setInput(add, 0, small.output());
        Path target = root.resolve("new.onnx");
        OnnxWriter.write(editor.build(), target);
        List<TensorProto> tensors = ModelProto.parseFrom(Files.readAllBytes(target)).getGraph().getInitializerList();
        assertThat(tensors).extracting(TensorProto::getName).containsExactly("w", "big", "small");
        assertThat(tensors).extracting(TensorCodec::isExternal).containsExactly(true, true, false);
    }

    @Test
    void aModelAboveTheLimitIsWrittenWithADataFile() throws Exception {
        Graph graph = OnnxReader.decode(model(13, sum(Models.weight("w", COUNT))).build().toByteArray(), null);
        Path target = root.resolve("large.onnx");
        OnnxWriter.write(graph, target, 3_999);
        assertThat(root.resolve("large.onnx.data")).hasSize(4_000);
        assertThat(Runs.run(target)).containsExactly(Runs.run(OnnxWriter.encode(graph)));
        OnnxWriter.write(graph, root.resolve("small.onnx"), 4_000);
        assertThat(root.resolve("small.onnx.data")).doesNotExist();
    }

    @Test
    void theFilesTheGraphIsReadFromAreNeverOverwritten() throws Exception {
        Path folder = folder(sum(valid()));
        Graph graph = OnnxReader.read(folder.resolve("m.onnx"));
        assertThatThrownBy(() -> OnnxWriter.write(graph, folder.resolve("m.onnx")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("the model was opened from this file");
        assertThatThrownBy(() -> OnnxWriter.write(graph, folder.resolve("weights.bin")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("the model was opened from this file");
        Path alias = Files.createSymbolicLink(root.resolve("alias.onnx"), folder.resolve("m.onnx"));
        assertThatThrownBy(() -> OnnxWriter.write(graph, alias)).isInstanceOf(ProblemException.class);
        Files.move(folder.resolve("m.onnx"), folder.resolve("weights"));
        Files.move(folder.resolve("weights.bin"), folder.resolve("out.onnx.data"));
        Files.write(folder.resolve("m.onnx"), model(13, sum(outside("w", "location", "out.onnx.data"))).build()
                .toByteArray());
        Graph again = OnnxReader.read(folder.resolve("m.onnx"));
        assertThatThrownBy(() -> OnnxWriter.write(again, folder.resolve("out.onnx")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("would replace the data");
    }

    @Test
    void dataOfAnotherModelIsNotReplacedButOnesOwnIs() throws Exception {
        Graph graph = OnnxReader.read(folder(sum(valid())).resolve("m.onnx"));
        Path target = root.resolve("new.onnx");
        Files.writeString(root.resolve("new.onnx.data"), "of another model");
        assertThatThrownBy(() -> OnnxWriter.write(graph, target)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("belongs to another model");
        assertThat(root.resolve("new.onnx.data")).hasContent("of another model");
        Files.writeString(target, "a model");
        OnnxWriter.write(graph, target);
        assertThat(OnnxReader.read(target).constants()).hasSize(1);
    }

    @Test
    void aFailureWithTheDataFileLeavesNothingBehind() throws Exception {
        Graph graph = OnnxReader.read(folder(sum(valid())).resolve("m.onnx"));
        Path out = Files.createDirectory(root.resolve("out"));
        Path target = out.resolve("new.onnx");
        Files.writeString(target, "as before");
        Files.createDirectories(out.resolve("new.onnx.data").resolve("inside"));
        assertThatThrownBy(() -> OnnxWriter.write(graph, target)).isInstanceOf(ProblemException.class);
        assertThat(target).hasContent("as before");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aConstantNodeReadsItsDataFile() throws Exception {
        Path folder = folder(graph(1));
        Files.write(folder.resolve("m.onnx"), everywhere().build().toByteArray());
        Graph graph = OnnxReader.read(folder.resolve("m.onnx"));
        Constant constant = (Constant) graph.nodeNamed("node_c").orElseThrow().op();
        assertThat(constant.value().doubleAt(7)).isEqualTo(7);
    }
}
