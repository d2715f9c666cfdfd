package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.op.Window.AutoPad;

import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.none;
import static dev.secateur.engine.contract.OpCase.weight;

/// Convolution and pooling.
final class WindowCases {

    private WindowCases() {}

    private static Window window(List<Integer> kernel, List<Integer> strides, List<Integer> pads) {
        return new Window(kernel, strides, pads, List.of(), AutoPad.NOTSET);
    }

    private static Window auto(AutoPad pad, int kernel, int stride) {
        return new Window(List.of(kernel, kernel), List.of(stride, stride), List.of(), List.of(), pad);
    }

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        convolutions(cases);
        transposed(cases);
        pooling(cases);
        ceilings(cases);
        return cases;
    }

    private static void convolutions(List<OpCase> cases) {
        Window dilated = new Window(List.of(3, 3), List.of(1, 2), List.of(0, 1, 2, 3), List.of(2, 3), AutoPad.NOTSET);
        Window bare = window(List.of(), List.of(), List.of());
        cases.add(OpCase.of("3x3, stride 2, padding 1", new Conv(Window.square(3, 2, 1), 1), data(2, 3, 9, 10),
                weight(4, 3, 3, 3)));
        cases.add(OpCase.of("with bias", new Conv(Window.square(1, 1, 0), 1), data(1, 3, 5, 5), weight(4, 3, 1, 1),
                weight(4)));
        cases.add(OpCase.of("with its bias left out", new Conv(Window.square(1, 1, 0), 1), data(1, 3, 5, 5),
                weight(4, 3, 1, 1), none()));
        cases.add(OpCase.of("groups", new Conv(Window.square(3, 1, 0), 2), data(1, 4, 5, 5), weight(6, 2, 3, 3)));
        cases.add(OpCase.of("depthwise with multiplier", new Conv(Window.square(3, 1, 1), 4), data(1, 4, 5, 5),
                weight(8, 1, 3, 3)));
        cases.add(OpCase.of("dilated, uneven padding", new Conv(dilated, 1), data(1, 2, 11, 12), weight(3, 2, 3, 3)));
        cases.add(OpCase.of("without attributes", new Conv(bare, 1), data(1, 2, 7, 8), weight(3, 2, 2, 5)));
        cases.add(OpCase.of("one spatial axis", new Conv(window(List.of(4), List.of(3), List.of(2, 0)), 1),
                data(1, 2, 20), weight(3, 2, 4)));
        cases.add(OpCase.of("three spatial axes", new Conv(bare, 1), data(1, 2, 4, 5, 6), weight(3, 2, 2, 2, 2)));
        cases.add(OpCase.of("batch of 0", new Conv(bare, 1), data(0, 2, 4, 5), weight(3, 2, 2, 2)));
        cases.add(OpCase.of("window as large as the data", new Conv(bare, 1), data(1, 2, 4, 5), weight(3, 2, 4, 5)));
        for (AutoPad pad : List.of(AutoPad.SAME_UPPER, AutoPad.SAME_LOWER, AutoPad.VALID)) {
            for (int stride = 1; stride <= 3; stride++) {
                cases.add(OpCase.of(pad + ", stride " + stride, new Conv(auto(pad, 2, stride), 1), data(1, 2, 7, 8),
                        weight(3, 2, 2, 2)));
                cases.add(OpCase.of(pad + ", 3x3, stride " + stride, new Conv(auto(pad, 3, stride), 1),
                        data(1, 2, 4, 5), weight(3, 2, 3, 3)));
            }
        }
    }

    private static void transposed(List<OpCase> cases) {
        Window two = Window.square(2, 2, 0);
        cases.add(OpCase.of("2x2, stride 2", new ConvTranspose(two, 1, List.of(), List.of()), data(1, 3, 5, 6),
                weight(3, 4, 2, 2)));
        cases.add(OpCase.of("output padding", new ConvTranspose(Window.square(3, 2, 1), 1, List.of(1, 1), List.of()),
                data(1, 3, 5, 6), weight(3, 4, 3, 3), weight(4)));
        cases.add(OpCase.of("groups", new ConvTranspose(two, 3, List.of(), List.of()), data(1, 6, 5, 6),
                weight(6, 2, 2, 2)));
        cases.add(OpCase.of("dilated", new ConvTranspose(
                new Window(List.of(3, 3), List.of(2, 2), List.of(0, 1, 1, 0), List.of(2, 2), AutoPad.NOTSET), 1,
                List.of(), List.of()), data(1, 3, 5, 6), weight(3, 4, 3, 3)));
        cases.add(OpCase.of("output shape", new ConvTranspose(window(List.of(3, 3), List.of(3, 2), List.of()), 1,
                List.of(), List.of(10, 8)), data(1, 1, 3, 3), weight(1, 2, 3, 3)));
        for (AutoPad pad : List.of(AutoPad.SAME_UPPER, AutoPad.SAME_LOWER, AutoPad.VALID)) {
            cases.add(OpCase.of(pad.toString(), new ConvTranspose(auto(pad, 3, 2), 1, List.of(), List.of()),
                    data(1, 3, 5, 6), weight(3, 4, 3, 3)));
            cases.add(OpCase.of(pad + ", stride beyond the kernel",
                    new ConvTranspose(auto(pad, 2, 3), 1, List.of(), List.of()), data(1, 3, 5, 6),
                    weight(3, 4, 2, 2)));
        }
    }

    private static void pooling(List<OpCase> cases) {
        Window three = Window.square(3, 2, 1);
        cases.add(OpCase.of("3x3, stride 2", new MaxPool(three, false, 0), data(1, 2, 11, 12)));
        cases.add(OpCase.of("with indices", new MaxPool(three, false, 0), data(1, 2, 11, 12)).outputs(2));
        cases.add(OpCase.of("default strides", new MaxPool(window(List.of(2, 3), List.of(), List.of()), false, 0),
                data(1, 2, 7, 8)));
        cases.add(OpCase.of("dilated", new MaxPool(new Window(List.of(2, 2), List.of(2, 1), List.of(), List.of(3, 2),
                AutoPad.NOTSET), false, 0), data(1, 2, 9, 8)));
        cases.add(OpCase.of("one spatial axis", new MaxPool(window(List.of(2), List.of(2), List.of(0, 1)), false, 0),
                data(1, 2, 9)));
        cases.add(OpCase.of("batch of 0", new MaxPool(three, false, 0), data(0, 2, 9, 9)));
        cases.add(OpCase.of("3x3", new AveragePool(three, false, true), data(1, 2, 11, 12)));
        cases.add(OpCase.of("three spatial axes",
                new AveragePool(window(List.of(2, 2, 2), List.of(2, 2, 2), List.of()), false, false),
                data(1, 2, 5, 6, 7)));
        for (AutoPad pad : List.of(AutoPad.SAME_UPPER, AutoPad.SAME_LOWER, AutoPad.VALID)) {
            cases.add(OpCase.of(pad.toString(), new MaxPool(auto(pad, 3, 2), false, 0), data(1, 2, 6, 7)));
            cases.add(OpCase.of(pad + ", stride beyond the kernel", new AveragePool(auto(pad, 2, 3), false, false),
                    data(1, 2, 10, 11)));
        }
        for (GlobalPool.Kind kind : GlobalPool.Kind.values()) {
            cases.add(OpCase.of("two spatial axes", new GlobalPool(kind), data(2, 3, 4, 5)));
            cases.add(OpCase.of("three spatial axes", new GlobalPool(kind), data(2, 3, 4, 5, 6)));
        }
    }

    /// The last window may hang over the end, but may not start in the padding.
    private static void ceilings(List<OpCase> cases) {
        for (int size = 4; size <= 9; size++) {
            for (int pad = 0; pad <= 1; pad++) {
                Window window = Window.square(2, 2, pad);
                Window sparse = Window.square(2, 3, pad);
                cases.add(OpCase.of("ceil, 2x2, stride 2, padding " + pad + " of " + size,
                        new MaxPool(window, true, 0), data(1, 1, size, size)).mayStayOpen());
                cases.add(OpCase.of("ceil, 2x2, stride 3, padding " + pad + " of " + size,
                        new MaxPool(sparse, true, 0), data(1, 1, size, size)).mayStayOpen());
                cases.add(OpCase.of("ceil, 2x2, stride 3, padding " + pad + " of " + size,
                        new AveragePool(sparse, true, true), data(1, 1, size, size)).opset(19).mayStayOpen());
            }
            cases.add(OpCase.of("ceil, 3x3, stride 2 of " + size, new MaxPool(Window.square(3, 2, 0), true, 0),
                    data(1, 1, size, size)));
        }
    }
}
