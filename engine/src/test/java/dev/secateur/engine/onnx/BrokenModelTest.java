package dev.secateur.engine.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

import static dev.secateur.engine.onnx.Models.floats;
import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.integer;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static dev.secateur.engine.onnx.Models.read;
import static dev.secateur.engine.onnx.Models.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BrokenModelTest {

    @TempDir
    Path folder;

    private static TensorProto.Builder tensor(int type, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(type);
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        return tensor;
    }

    private static GraphProto.Builder relu() {
        return graph(2).addNode(node("Relu", "x", "y"));
    }

    static Stream<Arguments> broken() {
        ByteString noText = ByteString.copyFrom(new byte[]{(byte) 0xff, 'a'});
        NodeProto.Builder badName = node("Relu", "x", "y").setNameBytes(noText);
        return Stream.of(
                arguments("node a): it is part of a cycle",
                        graph(2).addNode(node("Add", "x,b", "y").setName("a")).addNode(node("Relu", "y", "b"))),
                arguments("it is part of a cycle", graph(2).addNode(node("Relu", "y", "y"))),
                arguments("node node_y): it uses absent, which no node makes",
                        graph(2).addNode(node("Add", "x,absent", "y"))),
                arguments("node y): this output of the model is made by no node",
                        graph(2).addNode(node("Relu", "x", "z"))),
                arguments("node node_y): its output y has the name of another value",
                        graph(2).addNode(node("Relu", "x", "y")).addNode(node("Neg", "x", "y"))),
                arguments("its output y has the name of another value", graph(2).addNode(node("Relu", "x", "y,y"))),
                arguments("its output x has the name of another value", relu().addNode(node("Neg", "y", "x"))),
                arguments("node w): two initializers have this name",
                        relu().addInitializer(weight("w", 1)).addInitializer(weight("w", 2))),
                arguments("node x): two inputs have this name", relu().addInput(floats("x", 3))),
                arguments("the name of another value", relu().addInitializer(weight("w", 1)).addSparseInitializer(
                        SparseTensorProto.newBuilder().setValues(weight("w", 1)).addDims(9))),
                arguments("an initializer has no name", relu().addInitializer(weight("", 1))),
                arguments("an input of the model has no name", relu().addInput(floats("", 1))),
                arguments("an output of the model has no name", relu().addOutput(floats("", 1))),
                arguments("a name that is no text", graph(2).addNode(badName)),
                arguments("a name that is no text",
                        relu().addInitializer(weight("w", 1).setNameBytes(noText))),
                arguments("node node_y): it names no operator", graph(2).addNode(node("Relu", "x", "y").clearOpType())),
                arguments("node node_y): its attribute axis stands twice", graph(2).addNode(
                        node("Concat", "x", "y").addAttribute(integer("axis", 0)).addAttribute(integer("axis", 1)))),
                arguments("node w): its shape [2, 2] of FLOAT needs 16 bytes, but there are 12",
                        relu().addInitializer(tensor(1, 2, 2).setRawData(ByteString.copyFrom(new byte[12])))),
                arguments("needs 16 bytes, but there are 12",
                        relu().addInitializer(tensor(1, 2, 2).addFloatData(1).addFloatData(2).addFloatData(3))),
                arguments("needs 4 bytes, but there are 0", relu().addInitializer(tensor(1))),
                arguments("needs 2 strings, but there are 1",
                        relu().addInitializer(tensor(8, 2).addStringData(ByteString.EMPTY))),
                arguments("node w): its shape [2, -2] has a negative extent", relu().addInitializer(tensor(1, 2, -2))),
                arguments("is too large for any memory", relu().addInitializer(tensor(1, Long.MAX_VALUE, 16))),
                arguments("is too large for any memory", relu().addInitializer(tensor(1, Long.MAX_VALUE / 2))),
                arguments("bytes, but there are 0", relu().addInitializer(tensor(1, 1L << 40))),
                arguments("node w): its element type 99 is not known", relu().addInitializer(tensor(99, 1))),
                arguments("stored in segments", relu().addInitializer(tensor(1, 0)
                        .setSegment(TensorProto.Segment.newBuilder().setBegin(0).setEnd(1)))),
                arguments("node node_c): its shape [3] of INT64 needs 24 bytes",
                        relu().addNode(node("Constant", "", "c").addAttribute(ai.onnx.proto.OnnxMl.AttributeProto
                                .newBuilder().setName("value").setT(tensor(7, 3))))),
                arguments("its data is in another file that is not named", relu().addInitializer(
                        tensor(1, 1).setDataLocation(TensorProto.DataLocation.EXTERNAL))));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenGraphIsRefusedWithOneSentence(String sentence, GraphProto.Builder graph) throws Exception {
        Path file = folder.resolve("broken.onnx");
        Files.write(file, model(13, graph).build().toByteArray());
        assertThatThrownBy(() -> OnnxReader.read(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(sentence).hasMessageContaining("broken.onnx").hasMessageEndingWith(".")
                .message().doesNotContain("..", "\n");
    }

    @Test
    void whatIsNoModelIsRefusedWithOneSentence() throws Exception {
        byte[] model = model(13, relu()).build().toByteArray();
        refused("empty.onnx", new byte[0], "it is empty");
        refused("text.onnx", "This is a text, not a model.\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "it is no ONNX model");
        refused("zeros.onnx", new byte[100], "it is no ONNX model");
        refused("cut.onnx", java.util.Arrays.copyOf(model, model.length - 10), "damaged or cut off");
        refused("other.onnx", ModelProto.newBuilder().setIrVersion(8).build().toByteArray(), "it holds no graph");
        refused("unset.onnx", ModelProto.newBuilder().setIrVersion(8).setGraph(relu()).build().toByteArray(),
                "it names no operator set");
        refused("two.onnx", model(13, relu()).addOpsetImport(
                ai.onnx.proto.OnnxMl.OperatorSetIdProto.newBuilder().setDomain("ai.onnx").setVersion(9)).build()
                .toByteArray(), "two versions of the operator set of ONNX");
    }

    private void refused(String name, byte[] bytes, String sentence) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        assertThatThrownBy(() -> OnnxReader.read(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(sentence).hasMessageContaining(name);
    }

    @Test
    void whatIsNoFileIsRefusedWithOneSentence() throws Exception {
        assertThatThrownBy(() -> OnnxReader.read(folder.resolve("absent.onnx"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("absent.onnx").hasMessageContaining("it does not exist");
        Path inner = Files.createDirectory(folder.resolve("folder.onnx"));
        assertThatThrownBy(() -> OnnxReader.read(inner)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void aLongNameIsShortenedInTheSentence() {
        GraphProto.Builder graph = graph(2).addNode(node("Relu", "🌳".repeat(5_000), "y"));
        assertThatThrownBy(() -> read(model(13, graph))).isInstanceOf(ProblemException.class)
                .message().hasSizeLessThan(300).contains("🌳…");
    }

    @Test
    void nodesInAnyOrderAreSorted() throws Exception {
        Graph graph = read(model(13, graph(2).addNode(node("Relu", "b", "y")).addNode(node("Neg", "a", "b"))
                .addNode(node("Abs", "x", "a"))));
        assertThat(graph.nodes()).extracting(graph::name).containsExactly("node_a", "node_b", "node_y");
    }

    @Test
    void declaredExtentsBelowZeroAreUnknown() throws Exception {
        ModelProto.Builder model = model(13, relu());
        model.getGraphBuilder().getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder()
                .getDimBuilder(0).setDimValue(-1);
        Graph graph = read(model);
        assertThat(graph.type(graph.inputs().getFirst()).shape()).isEqualTo(new Shape(List.of(Dim.UNKNOWN)));
        assertThat(OnnxWriter.encode(graph)).isEqualTo(model.build().toByteArray());
    }

    @Test
    void aNodeWithoutOutputsIsKept() throws Exception {
        byte[] model = model(13, relu().addNode(node("Print", "y", "").setDomain("com.example"))).build()
                .toByteArray();
        Graph graph = OnnxReader.decode(model, null);
        assertThat(graph.nodes()).hasSize(2);
        assertThat(OnnxWriter.encode(graph)).isEqualTo(model);
    }
}
