package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

final class ExpandDepthwiseTest extends RuleContract<Convolution> {

    @Override
    Rule<Convolution> rule() {
        return new ExpandDepthwise();
    }

    @Override
    Site site(Random random) {
        int group = 2 + random.nextInt(4);
        int channels = group * (1 + random.nextInt(2));
        Net net = new Net(random.nextLong(), channels, 7, 7);
        Value x = net.conv(net.input(), channels, group * (1 + random.nextInt(3)),
                new Place(Geometry.square(3, 1 + random.nextInt(2), 1), group, random.nextBoolean()));
        return new Site(net.build(x), "conv1", List.of());
    }

    @Override
    List<Refusal> refusals() {
        Net dense = new Net(1, 4, 5, 5);
        Net solid = new Net(1, 4, 5, 5);
        Value three = solid.editor().addInput("solid", TensorType.of(DType.FLOAT, Shape.of(1, 4, 9, 9, 9)));
        Window window = new Window(List.of(3, 3, 3), List.of(1, 1, 1), List.of(1, 1, 1, 1, 1, 1), List.of(1, 1, 1),
                Window.AutoPad.NOTSET);
        Value x = solid.editor().addNode(new Conv(window, 2), "conv", three, solid.constant("w", 1, 4, 2, 3, 3, 3))
                .output();
        return List.of(
                new Refusal(dense.build(dense.conv(dense.input(), 4, 4, Place.square(3, 1, 1))), "conv1", "no groups"),
                new Refusal(solid.build(x), "conv", "3 spatial axes"),
                window(1, Window.AutoPad.SAME_UPPER, "depends on the size"));
    }

    private static Refusal window(int dilation, Window.AutoPad pad, String reason) {
        Net net = new Net(1, 4, 9, 9);
        Window window = new Window(List.of(3, 3), List.of(2, 2), List.of(), List.of(dilation, dilation), pad);
        Value x = net.editor().addNode(new Conv(window, 2), "conv", net.input(), net.constant("w", 1, 4, 2, 3, 3))
                .output();
        return new Refusal(net.build(x), "conv", reason);
    }
}
