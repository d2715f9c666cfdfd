package dev.secateur.engine.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;

import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.integer;
import static dev.secateur.engine.onnx.Models.integers;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static dev.secateur.engine.onnx.Models.real;
import static dev.secateur.engine.onnx.Models.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpCodecTest {

    static List<OpSample> samples() {
        return OpSample.all();
    }

    @Test
    void everyRecordButTheOpaqueOneHasAnEntry() {
        Set<Class<?>> records = new HashSet<>(Arrays.asList(Op.class.getPermittedSubclasses()));
        records.remove(Opaque.class);
        assertThat(OpCodec.covered()).isEqualTo(records);
    }

    @Test
    void everyRecordHasASample() {
        assertThat(samples().stream().map(s -> s.op().getClass()).distinct()).hasSameSizeAs(OpCodec.covered());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRecordComesBackInEveryOperatorSetThatHasItsForm(OpSample sample) throws Exception {
        for (long opset = sample.first(); opset <= sample.last(); opset++) {
            byte[] model = OnnxWriter.encode(sample.graph(opset));
            Op back = OnnxReader.decode(model, null).nodes().getFirst().op();
            if (sample.op() instanceof Constant(var value)) {
                assertThat(((Constant) back).value().sameAs(value)).isTrue();
            } else if (!(back instanceof dev.secateur.engine.op.ConstantOfShape)) {
                assertThat(back).as("operator set %d", opset).isEqualTo(sample.op());
            }
            assertThat(refusal(model)).as("operator set %d", opset).isEmpty();
        }
    }

    /// Why ONNX Runtime refuses a model as invalid; empty if it takes it or only lacks an implementation of a valid node.
    private static String refusal(byte[] model) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            environment.createSession(model, options).close();
            return "";
        } catch (OrtException e) {
            return e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED ? "" : String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRecordIsRefusedWhereTheOperatorSetDoesNotHaveItYet(OpSample sample) {
        for (long opset = OpSample.OLDEST; opset < sample.first(); opset++) {
            Graph graph = sample.graph(opset);
            assertThatThrownBy(() -> OnnxWriter.encode(graph)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("node node").hasMessageContaining("operator set");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatALaterOperatorSetSaysWithInputsGetsInputsOrIsRefused(OpSample sample) throws Exception {
        for (long opset = sample.last() + 1; opset <= OpSample.NEWEST; opset++) {
            try {
                assertThat(refusal(OnnxWriter.encode(sample.graph(opset)))).as("operator set %d", opset).isEmpty();
            } catch (ProblemException e) {
                assertThat(e).hasMessageContaining("operator set");
                assertThat(sample.op()).isInstanceOfAny(Softmax.class, Resize.class, LogSoftmax.class,
                        Hardmax.class, GroupNormalization.class);
            }
        }
    }

    static Stream<NodeProto.Builder> notUnderstood() {
        return Stream.of(node("Conv", "x,w", "y").addAttribute(integer("new_attribute", 1)),
                node("Conv", "x,w", "y").addAttribute(text("group", "1")),
                node("Conv", "x,w", "y").addAttribute(integer("group", 0)),
                node("Conv", "x,w", "y").addAttribute(integer("group", 1L << 40)),
                node("Conv", "x,w", "y").addAttribute(integers("pads", 1L, 1L, 1L)),
                node("Conv", "x,w", "y").addAttribute(integers("strides", 0L, 1L)),
                node("Conv", "x,w", "y").addAttribute(text("auto_pad", "SAME")),
                node("Conv", "x,w", "y").addAttribute(integers("strides", 1L, 1L))
                        .addAttribute(integers("kernel_shape", 3L)),
                node("Conv", "x", "y"), node("Conv", "x,", "y"), node("Conv", "x,w,w,w", "y"),
                node("Conv", "x,w", "y").setDomain("com.example"), node("Relu", "x", "y").addOutput("z"),
                node("MaxPool", "x", "y"), node("Cast", "x", "y").addAttribute(integer("to", 99)),
                node("Cast", "x", "y"), node("Concat", "x,w", "y"), node("Concat", "x,,w", "y"),
                node("Transpose", "x", "y").addAttribute(integers("perm", 0L, 0L)),
                node("Transpose", "x", "y").addAttribute(integers("perm", 0L, 7L)),
                node("Clip", "x", "y").addAttribute(real("min", 0)),
                node("Softmax", "x", "y").addAttribute(real("axis", 1)),
                node("Resize", "x,,w", "y").addAttribute(integer("new_attribute", 1)),
                node("Upsample", "x,w", "y"), node("Reshape", "x", "y"), node("Slice", "x,w", "y"),
                node("Pad", "x,w", "y").addAttribute(text("mode", "circular")),
                node("BatchNormalization", "x,w,w,w,w", "y").addAttribute(integer("spatial", 1)),
                node("Dropout", "x", ",y"),
                node("Elu", "x", "y").addAttribute(AttributeProto.newBuilder().setName("alpha")
                        .setType(AttributeProto.AttributeType.FLOAT).setRefAttrName("outer")));
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void aNodeThatSaysMoreOrLessThanTheSpecificationIsOpaque(NodeProto.Builder node) throws Exception {
        Graph graph = Models.read(model(18, graph(1, 1, 2, 2).addInitializer(Models.weight("w", 1)).addNode(node)));
        assertThat(graph.nodes().getFirst().op()).isInstanceOf(Opaque.class);
    }

    @Test
    void olderFormsThatTheRecordsCannotSayAreOpaque() throws Exception {
        assertThat(opInSet(6, node("Add", "x,x", "y"))).isInstanceOf(Opaque.class);
        assertThat(opInSet(6, node("Dropout", "x", "y"))).isInstanceOf(Opaque.class);
        assertThat(opInSet(7, node("BatchNormalization", "x,x,x,x,x", "y").addAttribute(integer("spatial", 0))))
                .isInstanceOf(Opaque.class);
        assertThat(opInSet(9, node("BatchNormalization", "x,x,x,x,x", "y,m,v,s,t"))).isInstanceOf(Opaque.class);
        assertThat(opInSet(5, node("Relu", "x", "y").addAttribute(integers("consumed_inputs", 0L))))
                .isInstanceOf(Opaque.class);
        assertThat(opInSet(8, node("HardSwish", "x", "y"))).isInstanceOf(Opaque.class);
        assertThat(opInSet(OpCodec.NEWEST + 1, node("Relu", "x", "y"))).isInstanceOf(Opaque.class);
    }

    private static Op opInSet(long opset, NodeProto.Builder node) throws ProblemException {
        return Models.read(model(opset, graph(1, 1, 2, 2).addNode(node))).nodes().getFirst().op();
    }

    @Test
    void allWaysToGiveAConstantAreOneRecord() throws Exception {
        Op integer = opInSet(12, node("Constant", "", "y").addAttribute(integer("value_int", -3)));
        assertThat(((Constant) integer).value().type().display()).isEqualTo("int64 scalar");
        assertThat(((Constant) integer).value().toLongs()).containsExactly(-3);
        Op list = opInSet(12, node("Constant", "", "y").addAttribute(integers("value_ints", 1L, 2L)));
        assertThat(((Constant) list).value().toLongs()).containsExactly(1, 2);
        Op real = opInSet(12, node("Constant", "", "y").addAttribute(real("value_float", 0.5f)));
        assertThat(((Constant) real).value().toFloats()).containsExactly(0.5f);
        Op text = opInSet(12, node("Constant", "", "y").addAttribute(text("value_string", "a")));
        assertThat(text).isInstanceOf(Opaque.class);
        Op early = opInSet(11, node("Constant", "", "y").addAttribute(integer("value_int", 1)));
        assertThat(early).isInstanceOf(Opaque.class);
        Op none = opInSet(12, node("Constant", "", "y"));
        assertThat(none).isInstanceOf(Opaque.class);
    }

    @Test
    void bothNamesOfTheOwnDomainAreTheSame() throws Exception {
        var model = model(13, graph(1, 1, 2, 2).addNode(node("Relu", "x", "y").setDomain("ai.onnx")));
        model.getOpsetImportBuilder(0).setDomain("ai.onnx");
        Graph graph = Models.read(model);
        assertThat(graph.header().opset()).isEqualTo(13);
        assertThat(graph.nodes().getFirst().op()).isNotInstanceOf(Opaque.class);
        assertThat(OnnxWriter.encode(graph)).isEqualTo(model.build().toByteArray());
    }

    @Test
    void aFunctionOfTheModelIsOpaqueEvenIfItHasTheNameOfAnOperator() throws Exception {
        var model = model(15, graph(1, 1, 2, 2).addNode(node("Relu", "x", "y")));
        model.addFunctions(ai.onnx.proto.OnnxMl.FunctionProto.newBuilder().setName("Relu").setDomain("")
                .addInput("a").addOutput("b").addNode(node("Neg", "a", "b")));
        assertThat(Models.read(model).nodes().getFirst().op()).isInstanceOf(Opaque.class);
    }

    @Test
    void elementTypesKeepTheirCodes() {
        assertThat(Arrays.stream(DType.values()).map(t -> DType.ofCode(t.code()).orElseThrow()))
                .containsExactly(DType.values());
    }
}
