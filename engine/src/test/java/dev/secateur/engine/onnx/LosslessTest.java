package dev.secateur.engine.onnx;

import java.util.List;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorAnnotation;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static dev.secateur.engine.onnx.Models.floats;
import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.integer;
import static dev.secateur.engine.onnx.Models.longs;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static dev.secateur.engine.onnx.Models.read;
import static dev.secateur.engine.onnx.Models.real;
import static dev.secateur.engine.onnx.Models.text;
import static dev.secateur.engine.onnx.Models.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LosslessTest {

    private static UnknownFieldSet unknown() {
        return UnknownFieldSet.newBuilder()
                .addField(1234, UnknownFieldSet.Field.newBuilder().addVarint(7)
                        .addLengthDelimited(ByteString.copyFromUtf8("later")).build())
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /// A model with a little of everything that a file can hold.
    private static ModelProto.Builder everything() {
        AttributeProto typed = AttributeProto.newBuilder().setName("type").setType(AttributeType.TYPE_PROTO)
                .setTp(floats("t", 1).getType()).build();
        GraphProto.Builder graph = graph(-1, 3, 4, 4).setDocString("a graph").setUnknownFields(unknown())
                .addMetadataProps(entry("source", "hand"));
        graph.addInitializer(weight("w", 5, 3, 1, 1).setDocString("a weight"))
                .addInitializer(weight("listed", 5)).addInput(floats("listed", 5))
                .addInitializer(TensorProto.newBuilder().setName("half").setDataType(10).addDims(2).addInt32Data(15360)
                        .addInt32Data(49152))
                .addInitializer(TensorProto.newBuilder().setName("texts").setDataType(8).addDims(2)
                        .addStringData(ByteString.copyFromUtf8("ein")).addStringData(ByteString.EMPTY));
        graph.addSparseInitializer(SparseTensorProto.newBuilder().setValues(weight("sparse", 2))
                .setIndices(longs("", 1L, 7L)).addDims(100));
        graph.addNode(node("Conv", "x,w,listed", "c").setDocString("first").addMetadataProps(entry("k", "v"))
                .setUnknownFields(unknown()).addAttribute(integer("group", 1)));
        graph.addNode(node("Add", "sparse,sparse", "unused").clearName());
        graph.addNode(node("Mystery", "c,,half,texts", "m,").setDomain("com.example").addAttribute(real("a", 1))
                .addAttribute(typed).addAttribute(text("s", "ü")));
        graph.addNode(node("Relu", "m", "y"));
        graph.addValueInfo(floats("c", -1, 5, 4, 4)).addValueInfo(floats("nowhere", 3));
        graph.addInput(ValueInfoProto.newBuilder().setName("list").setDocString("no tensor").setType(TypeProto
                .newBuilder().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(floats("e", 2).getType()))));
        graph.addQuantizationAnnotation(TensorAnnotation.newBuilder().setTensorName("c")
                .addQuantParameterTensorNames(entry("SCALE_TENSOR", "scale_of_c")));
        return model(17, graph).setProducerVersion("1").setDomain("org.example").setModelVersion(-3)
                .setDocString("a model").addMetadataProps(entry("author", "someone")).setUnknownFields(unknown())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.example").setVersion(2))
                .addTrainingInfo(TrainingInfoProto.newBuilder()
                        .setAlgorithm(GraphProto.newBuilder().setName("sgd").addNode(node("Neg", "c", "d"))))
                .addFunctions(FunctionProto.newBuilder().setName("F").setDomain("com.example").addInput("a")
                        .addOutput("b").addNode(node("Neg", "a", "b")));
    }

    @Test
    void everythingInAnUntouchedModelComesBackByteForByte() throws Exception {
        byte[] bytes = everything().build().toByteArray();
        Graph graph = OnnxReader.decode(bytes, null);
        assertThat(Constraint.violations(graph)).isEmpty();
        assertThat(OnnxWriter.encode(graph)).isEqualTo(bytes);
    }

    @Test
    void partsInAnotherOrderThanUsualStayInTheirOrder() throws Exception {
        ModelProto whole = everything().build();
        ModelProto opsets = ModelProto.newBuilder().addAllOpsetImport(whole.getOpsetImportList()).build();
        ModelProto rest = whole.toBuilder().clearOpsetImport().build();
        byte[] bytes = opsets.toByteString().concat(rest.toByteString()).toByteArray();
        assertThat(OnnxWriter.encode(OnnxReader.decode(bytes, null))).isEqualTo(bytes);
    }

    @Test
    void aGraphInTwoPiecesIsOneGraph() throws Exception {
        ModelProto whole = everything().build();
        GraphProto graph = whole.getGraph();
        ModelProto first = whole.toBuilder().setGraph(graph.toBuilder().clearNode()).build();
        ModelProto second = ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addAllNode(graph.getNodeList()))
                .build();
        Graph read = OnnxReader.decode(first.toByteString().concat(second.toByteString()).toByteArray(), null);
        assertThat(ModelProto.parseFrom(OnnxWriter.encode(read))).isEqualTo(whole);
    }

    @Test
    void anEditOfOneNodeLeavesAllElseAsItWas() throws Exception {
        ModelProto before = everything().build();
        Graph graph = OnnxReader.decode(before.toByteArray(), null);
        GraphEditor editor = graph.edit();
        editor.setOp(graph.nodeNamed("node_y").orElseThrow(), new LeakyRelu(0.5f));
        ModelProto after = ModelProto.parseFrom(OnnxWriter.encode(editor.build()));
        ModelProto.Builder expected = before.toBuilder();
        expected.getGraphBuilder().getNodeBuilder(3).setOpType("LeakyRelu").addAttribute(real("alpha", 0.5f));
        assertThat(after).isEqualTo(expected.build());
    }

    @Test
    void aRecordThatChangesKeepsDocumentationAndMetadataOfItsNode() throws Exception {
        Graph graph = read(model(10, graph(2).addNode(node("Clip", "x", "y").setDomain("ai.onnx").setDocString("doc")
                .addMetadataProps(entry("k", "v")).addAttribute(real("max", 6)))));
        GraphEditor editor = graph.edit();
        editor.setOp(graph.nodes().getFirst(), new Clip(1f, 2f));
        NodeProto node = ModelProto.parseFrom(OnnxWriter.encode(editor.build())).getGraph().getNode(0);
        assertThat(node).isEqualTo(node("Clip", "x", "y").setDomain("ai.onnx").setDocString("doc")
                .addMetadataProps(entry("k", "v")).addAttribute(real("min", 1)).addAttribute(real("max", 2)).build());
    }

    @Test
    void aNodeWithOtherOperandsKeepsTheAttributesThatItsRecordDoesNotSay() throws Exception {
        Graph graph = read(model(13, graph(2).addNode(node("Dropout", "x", "d").addAttribute(integer("seed", 5)))
                .addNode(node("Relu", "d", "y"))));
        GraphEditor editor = graph.edit();
        Node dropout = graph.nodes().getFirst();
        Node added = editor.addNode(new Unary(Unary.Kind.NEG), "before", dropout.input(0));
        editor.setInput(dropout, 0, added.output());
        GraphProto written = ModelProto.parseFrom(OnnxWriter.encode(editor.build())).getGraph();
        assertThat(written.getNodeList()).extracting(NodeProto::getOpType).containsExactly("Neg", "Dropout", "Relu");
        assertThat(written.getNode(1))
                .isEqualTo(node("Dropout", "before", "d").addAttribute(integer("seed", 5)).build());
    }

    @Test
    void aSparseInitializerStandsInTheGraphAsAConstantWithoutInputs() throws Exception {
        Graph graph = OnnxReader.decode(everything().build().toByteArray(), null);
        Node sparse = graph.nodes().stream().filter(n -> graph.name(n).equals("sparse")).findFirst().orElseThrow();
        assertThat(sparse.inputs()).isEmpty();
        assertThat(sparse.op()).isInstanceOf(Opaque.class);
        assertThat(graph.type(sparse.output()).display()).isEqualTo("float 100");
    }

    @Test
    void anotherTypeOfAnInputKeepsItsDocumentation() throws Exception {
        Graph graph = read(model(13, GraphProto.newBuilder().addInput(floats("x", 1, 3).toBuilder().setDocString("d"))
                .addOutput(floats("y", 1, 3)).addNode(node("Relu", "x", "y"))));
        GraphEditor editor = graph.edit();
        TensorType free = TensorType.of(DType.FLOAT, new Shape(List.of(Dim.of("batch"), Dim.of(3))));
        editor.declare(graph.inputs().getFirst(), free);
        Graph written = OnnxReader.decode(OnnxWriter.encode(editor.build()), null);
        assertThat(written.type(written.inputs().getFirst())).isEqualTo(free);
        assertThat(ModelProto.parseFrom(OnnxWriter.encode(editor.build())).getGraph().getInput(0).getDocString())
                .isEqualTo("d");
    }

    @Test
    void aDeclarationThatIsTakenBackIsNotWritten() throws Exception {
        Graph graph = OnnxReader.decode(everything().build().toByteArray(), null);
        GraphEditor editor = graph.edit();
        editor.declare(graph.nodeNamed("node_c").orElseThrow().output(), TensorType.UNKNOWN);
        assertThat(ModelProto.parseFrom(OnnxWriter.encode(editor.build())).getGraph().getValueInfoList())
                .extracting(ValueInfoProto::getName).containsExactly("nowhere");
    }

    @Test
    void constantsAddedToAnOldFileAreListedAsInputsToo() throws Exception {
        Graph graph = read(model(8, graph(2).addNode(node("Relu", "x", "y"))).setIrVersion(3));
        GraphEditor editor = graph.edit();
        Node relu = graph.nodes().getFirst();
        Value bias = editor.addConstant("bias", Tensor.of(new float[]{1, 2}, 2));
        Node sum = editor.addNode(new dev.secateur.engine.op.Binary(dev.secateur.engine.op.Binary.Kind.ADD), "sum",
                relu.input(0), bias);
        editor.setInput(relu, 0, sum.output());
        ModelProto written = ModelProto.parseFrom(OnnxWriter.encode(editor.build()));
        assertThat(written.getIrVersion()).isEqualTo(3);
        assertThat(written.getGraph().getInputList()).extracting(ValueInfoProto::getName).containsExactly("x", "bias");
    }

    @Test
    void aRaisedOperatorSetReachesTheFileAndTheNodes() throws Exception {
        Graph graph = read(model(10, graph(2).addNode(node("Clip", "x", "c").addAttribute(real("max", 6)))
                .addNode(node("Relu", "c", "y"))));
        GraphEditor editor = graph.edit();
        Header header = graph.header();
        editor.setHeader(new Header(header.name(), header.irVersion(), java.util.Map.of("", 13L), header.origin()));
        ModelProto written = ModelProto.parseFrom(OnnxWriter.encode(editor.build()));
        assertThat(written.getOpsetImport(0).getVersion()).isEqualTo(13);
        assertThat(written.getGraph().getNode(0)).isEqualTo(node("Clip", "x,,c_constant", "c").build());
        assertThat(written.getGraph().getInitializer(0).getName()).isEqualTo("c_constant");
    }

    @Test
    void aNodeThatIsNotUnderstoodCannotBeRaised() throws Exception {
        Graph graph = read(model(11, graph(2, 2).addNode(node("Det", "x", "y"))));
        GraphEditor editor = graph.edit();
        Header header = graph.header();
        editor.setHeader(new Header(header.name(), header.irVersion(), java.util.Map.of("", 13L), header.origin()));
        assertThatThrownBy(() -> OnnxWriter.encode(editor.build())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("node node_y").hasMessageContaining("Det");
    }

    @Test
    void attributesOfAnOpaqueNodeAreToldAndWritten() throws Exception {
        Graph graph = OnnxReader.decode(everything().build().toByteArray(), null);
        Node mystery = graph.nodeNamed("node_m,").orElseThrow();
        Opaque op = (Opaque) mystery.op();
        assertThat(op.domain()).isEqualTo("com.example");
        assertThat(op.attributes()).containsEntry("a", new Attribute.FloatValue(1))
                .containsEntry("s", new Attribute.TextValue("ü"));
        GraphEditor editor = graph.edit();
        java.util.Map<String, Attribute> changed = new java.util.TreeMap<>(op.attributes());
        changed.put("a", new Attribute.IntList(List.of(1L, 2L)));
        editor.setOp(mystery, new Opaque(op.domain(), op.type(), changed));
        NodeProto node = ModelProto.parseFrom(OnnxWriter.encode(editor.build())).getGraph().getNode(2);
        assertThat(node.getAttributeList()).extracting(AttributeProto::getName).containsExactlyInAnyOrder("a", "type",
                "s");
        assertThat(node.getAttributeList()).filteredOn(a -> a.getName().equals("type")).first()
                .extracting(AttributeProto::hasTp).isEqualTo(true);
    }

    @Test
    void namesOfAnyKindSurvive() throws Exception {
        String longName = "n".repeat(10_000);
        String rtl = "شبكة عصبية";
        String emoji = "🌳✂️/layer.0\n\"quoted\"";
        Graph graph = read(model(13, GraphProto.newBuilder().addInput(floats(longName, 2)).addOutput(floats(emoji, 2))
                .addNode(node("Relu", longName, rtl).setName(emoji))
                .addNode(node("Neg", rtl, emoji).setName(longName))));
        assertThat(graph.nodes()).extracting(graph::name).containsExactly(emoji, longName);
        GraphEditor editor = graph.edit();
        editor.setOp(graph.nodes().getFirst(), new Unary(Unary.Kind.TANH));
        Graph back = OnnxReader.decode(OnnxWriter.encode(editor.build()), null);
        assertThat(back.nodes()).extracting(back::name).containsExactly(emoji, longName);
        assertThat(back.name(back.inputs().getFirst())).isEqualTo(longName);
        assertThat(back.name(back.nodes().getFirst().output())).isEqualTo(rtl);
    }
}
