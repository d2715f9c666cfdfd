package dev.secateur.engine.shape;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

class ShapeInferenceTest {

    private static final Unary RELU = new Unary(Unary.Kind.RELU);
    private final Net net = new Net();

    private Value conv(Value data, int in, int out, int kernel, int stride) {
        return net.node(new Conv(Window.square(kernel, stride, kernel / 2), 1), data,
                net.weight(out, in, kernel, kernel));
    }

    private Value half(Value data, int channels) {
        return conv(data, channels, channels, 3, 2);
    }

    @Test
    void symbolsStayReadableThroughADeepNetwork() {
        Value x = net.input("image", "batch", "3", "height", "width");
        for (int i = 0; i < 5; i++) {
            x = half(x, 3);
        }
        Shapes shapes = ShapeInference.infer(net.graph(x));
        assertThat(shapes.type(x).display())
                .isEqualTo("float batch×3×floor((height + 31) / 32)×floor((width + 31) / 32)");
    }

    @Test
    void openAxesWithoutASymbolAreNamedAfterTheirInput() {
        Value x = net.input("image", "?", "3", "8", "8");
        assertThat(ShapeInference.infer(net.graph(x)).shape(x)).isEqualTo(Net.shape("image[0]", "3", "8", "8"));
    }

    @Test
    void bindingABatchBindsItsSymbolEverywhere() {
        Value image = net.input("image", "N", "3", "8", "8");
        Value state = net.input("state", "2", "N", "16");
        Value open = net.input("open", "?", "4");
        Shapes shapes = ShapeInference.infer(net.graph(image, state), Bindings.batch(4));
        assertThat(shapes.shape(image)).isEqualTo(Net.shape("4", "3", "8", "8"));
        assertThat(shapes.shape(state)).isEqualTo(Net.shape("2", "4", "16"));
        assertThat(shapes.shape(open)).isEqualTo(Net.shape("4", "4"));
    }

    @Test
    void bindingByNameOfTheInputOverridesWhatIsDeclared() {
        Value image = net.input("image", "1", "3", "H", "8");
        Shapes shapes = ShapeInference.infer(net.graph(image),
                Bindings.none().with("image", 0, 7).with("H", 5));
        assertThat(shapes.shape(image)).isEqualTo(Net.shape("7", "3", "5", "8"));
    }

    @Test
    void flattenBySizesOfOneAxisComesOut() {
        Value x = half(net.input("x", "N", "16", "H", "W"), 16);
        Value shape = net.node(new ShapeOf(0, null), x);
        Value batch = net.node(new Unsqueeze(null), net.node(new Gather(0), shape, net.index(0)), net.longs(0));
        Value target = net.node(new Concat(0), batch, net.longs(-1));
        Value flat = net.node(new Reshape(null, false), x, target);
        assertThat(ShapeInference.infer(net.graph(flat)).type(flat).display())
                .isEqualTo("float N×16*floor((H + 1) / 2)*floor((W + 1) / 2)");
    }

    @Test
    void paddingForZeroChannelsAsTorchExportsItComesOut() {
        Value x = net.input("x", "N", "16", "32", "32");
        Value shorter = net.node(new Slice(null, null, null), x, net.longs(0, 0),
                net.longs(Long.MAX_VALUE, Long.MAX_VALUE),
                net.longs(2, 3), net.longs(2, 2));
        Value zeros = net.node(new ConstantOfShape(Tensor.of(new long[]{0}, 1)), net.longs(4));
        Value pads = net.node(new Concat(0), net.longs(0, 0, 0, 0, 8, 8), zeros);
        Value pairs = net.node(new Reshape(null, false),
                net.node(new Slice(null, null, null), pads, net.longs(0), net.longs(8)), net.longs(-1, 2));
        Value backwards = net.node(new Slice(null, null, null), pairs, net.longs(-1), net.longs(-Long.MAX_VALUE),
                net.longs(0), net.longs(-1));
        Value flat = net.node(new Reshape(null, false), net.node(new Transpose(List.of(1, 0)), backwards),
                net.longs(-1));
        Value padded = net.node(new Pad("constant", null, null), shorter, net.node(new Cast(DType.INT64, true), flat));
        Shapes shapes = ShapeInference.infer(net.graph(padded));
        assertThat(shapes.conflicts()).isEmpty();
        assertThat(shapes.shape(padded)).isEqualTo(Net.shape("N", "32", "16", "16"));
    }

    @Test
    void channelShuffleBySymbolsComesOut() {
        Value x = net.input("x", "N", "8", "H", "W");
        Value shape = net.node(new ShapeOf(0, null), x);
        Value channels = net.node(new Gather(0), shape, net.longs(1));
        Value half = net.node(new Binary(Binary.Kind.DIV), channels, net.longs(2));
        Value target = net.node(new Concat(0), net.node(new Gather(0), shape, net.longs(0)), net.longs(2), half,
                net.node(new Slice(null, null, null), shape, net.longs(2), net.longs(4)));
        Value split = net.node(new Reshape(null, false), x, target);
        Value swapped = net.node(new Transpose(List.of(0, 2, 1, 3, 4)), split);
        Value back = net.node(new Reshape(null, false), swapped, shape);
        Shapes shapes = ShapeInference.infer(net.graph(back));
        assertThat(shapes.shape(swapped)).isEqualTo(Net.shape("N", "4", "2", "H", "W"));
        assertThat(shapes.shape(back)).isEqualTo(Net.shape("N", "8", "H", "W"));
    }

    @Test
    void resizingToAnotherTensorsSizeFollowsItsSymbols() {
        Value x = net.input("x", "N", "8", "H", "W");
        Value low = half(x, 8);
        Value sizes = net.node(new Concat(0),
                net.node(new Slice(null, null, null), net.node(new ShapeOf(0, null), low), net.longs(0), net.longs(2)),
                net.node(new Slice(null, null, null), net.node(new ShapeOf(0, null), x), net.longs(2), net.longs(4)));
        Value up = net.node(new Resize(Map.of(), false), low, Value.NONE, Value.NONE, sizes);
        Value sum = net.node(new Binary(Binary.Kind.ADD), up, x);
        Shapes shapes = ShapeInference.infer(net.graph(sum));
        assertThat(shapes.shape(sum)).isEqualTo(Net.shape("N", "8", "H", "W"));
        assertThat(shapes.elements(sizes)).containsExactly(Dim.of("N"), Dim.of(8), Dim.of("H"), Dim.of("W"));
    }

    @Test
    void whatIsNotUnderstoodTakesTheDeclaredType() {
        Value x = net.input("x", "N", "8");
        Value odd = net.node(new Opaque("com.example", "Odd", Map.of()), x);
        Value even = net.node(new Opaque("com.example", "Even", Map.of()), x);
        net.declare(odd, DType.FLOAT, "N", "4");
        Value sum = net.node(RELU, odd);
        Shapes shapes = ShapeInference.infer(net.graph(sum, even), Bindings.batch(3));
        assertThat(shapes.shape(sum)).isEqualTo(Net.shape("3", "4"));
        assertThat(shapes.type(even)).isEqualTo(TensorType.UNKNOWN);
        assertThat(shapes.conflicts()).isEmpty();
    }

    @Test
    void aDeclaredNumberFillsWhatStaysOpen() {
        Value x = net.input("x", "N", "8");
        Value target = net.input("target", DType.INT64, "2");
        Value y = net.node(new Reshape(null, false), x, target);
        net.declare(y, DType.FLOAT, "rows", "4");
        assertThat(ShapeInference.infer(net.graph(y)).shape(y)).isEqualTo(Net.shape("rows", "4"));
    }

    @Test
    void aDeclaredShapeThatCannotBeIsAConflict() {
        Value x = net.input("x", "1", "8");
        Value y = net.node(RELU, x);
        net.declare(y, DType.FLOAT, "1", "9");
        Shapes shapes = ShapeInference.infer(net.graph(y));
        assertThat(shapes.conflicts()).singleElement().satisfies(
                c -> assertThat(c.reason())
                        .isEqualTo("its result Relu disagrees with the model: it is 1×8 and 1×9 is declared"));
        assertThat(shapes.shape(y)).isEqualTo(Net.shape("1", "8"));
    }

    @Test
    void aDeclaredTypeThatCannotBeIsAConflict() {
        Value y = net.node(RELU, net.input("x", "1", "8"));
        net.declare(y, DType.DOUBLE, "1", "8");
        assertConflict(net.graph(y), "its elements are FLOAT and DOUBLE is declared");
    }

    @Test
    void conflictsSayWhatDoesNotFit() {
        Value image = net.input("x", "1", "3", "8", "8");
        assertConflict(net.graph(conv(image, 4, 8, 3, 1)), "its data has 3 channels and its weight expects 4");
        assertConflict(net.graph(net.node(new Reshape(null, false), image, net.longs(1, 7))),
                "it gives 1×3×8×8, which has 192 elements, the extents 1×7, which need 7");
        assertConflict(net.graph(net.node(new MatMul(), net.weight(2, 3), net.weight(4, 5))),
                "its data has 3 columns and its weight expects 4");
        assertConflict(net.graph(net.node(new Binary(Binary.Kind.ADD), net.weight(2, 3), net.weight(4))),
                "its operands 2×3 and 4 do not broadcast");
        assertConflict(net.graph(net.node(new MaxPool(Window.square(9, 1, 0), false, 0), image)),
                "its window of 9 is larger than the padded extent of spatial axis 0, which is 8");
        assertConflict(net.graph(net.node(new Flatten(5), image)), "axis 5 is outside its 4 axes");
        assertConflict(net.graph(net.node(new Gather(1), image, net.longs(3))),
                "it picks index 3 of an extent of 3");
    }

    private static void assertConflict(Graph graph, String reason) {
        List<ShapeConflict> conflicts = ShapeInference.infer(graph).conflicts();
        assertThat(conflicts).isNotEmpty();
        assertThat(conflicts.getLast().reason()).contains(reason);
        assertThat(conflicts.getLast().isFatal()).isEqualTo(!reason.contains("is declared"));
    }

    @Test
    void enormousExtentsNeitherOverflowNorAllocate() {
        Value huge = net.input("x", "9223372036854775807", "9223372036854775807");
        Value flat = net.node(new Flatten(0), huge);
        Value one = net.node(new Reshape(null, false), huge, net.longs(-1));
        Value filled = net.node(new ConstantOfShape(Tensor.of(new long[]{1}, 1)),
                net.longs(Long.MAX_VALUE, Long.MAX_VALUE));
        Value summed = net.node(new Binary(Binary.Kind.ADD), filled, net.longs(1));
        Value negative = net.node(new Pad("constant", null, null), huge, net.longs(Long.MAX_VALUE, 0, 1, -5));
        Shapes shapes = ShapeInference.infer(net.graph(flat, one, summed, negative));
        assertThat(shapes.shape(flat)).isEqualTo(Net.shape("1", "?"));
        assertThat(shapes.shape(one)).isEqualTo(Net.shape("?"));
        assertThat(shapes.shape(summed)).isEqualTo(Net.shape("9223372036854775807", "9223372036854775807"));
    }

    @Test
    void aWindowThatCannotBeIsAConflict() {
        Value image = net.input("x", "1", "3", "8", "8");
        Window none = new Window(List.of(0, 0), List.of(), List.of(), List.of(), Window.AutoPad.NOTSET);
        Window still = new Window(List.of(2, 2), List.of(0, 1), List.of(), List.of(), Window.AutoPad.NOTSET);
        Window flat = new Window(List.of(2), List.of(), List.of(), List.of(), Window.AutoPad.NOTSET);
        assertConflict(net.graph(net.node(new MaxPool(none, false, 0), image)), "not positive");
        assertConflict(net.graph(net.node(new MaxPool(still, false, 0), image)), "not positive");
        assertConflict(net.graph(net.node(new MaxPool(flat, false, 0), image)), "has 1 axes");
    }
}
