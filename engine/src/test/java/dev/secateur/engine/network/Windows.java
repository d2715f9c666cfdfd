package dev.secateur.engine.network;

import java.util.List;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.tensor.Tensor;

/// Attention within windows of a picture `[N, H, W, C]`, rolled by half a window if asked.
record Windows(NetBuilder net, TokenLayers tokens, int extent, int window, boolean shifted) {

    private static final int HEADS = 2;
    private static final float HIDDEN = -100;

    Value attention(Value x) {
        int width = net.channels(x);
        int count = extent / window;
        Value rolled = shifted ? roll(roll(x, 1, window / 2), 2, window / 2) : x;
        Value tiles = tokens.transpose(tokens.reshape(rolled, width, -1, count, window, count, window, width), 0, 1, 3,
                2, 4, 5);
        Value rows = tokens.reshape(tiles, width, -1, area(), width);
        Value mixed = tokens.attention(rows, area(), HEADS, this::biased);
        Value back = tokens.transpose(tokens.reshape(mixed, width, -1, count, count, window, window, width), 0, 1, 3,
                2, 4, 5);
        Value whole = tokens.reshape(back, width, -1, extent, extent, width);
        return shifted ? roll(roll(whole, 1, extent - window / 2), 2, extent - window / 2) : whole;
    }

    private int area() {
        return window * window;
    }

    private Value biased(Value scores) {
        Value placed = net.add(scores, net.around(0, 0.1, 1, HEADS, area(), area()));
        if (!shifted) {
            return placed;
        }
        int count = extent / window * (extent / window);
        Value apart = tokens.reshape(placed, area(), -1, count, HEADS, area(), area());
        return tokens.reshape(net.add(apart, net.constant("mask", mask(count))), area(), -1, HEADS, area(), area());
    }

    /// Hides tokens of other regions in the windows at the end of an axis, which rolling put together.
    private Tensor mask(int count) {
        float[] data = new float[count * area() * area()];
        int across = extent / window;
        for (int i = 0; i < data.length; i++) {
            int tile = i / (area() * area());
            int from = i / area() % area();
            int to = i % area();
            boolean apart = tile % across == across - 1 && half(from % window) != half(to % window)
                    || tile / across == across - 1 && half(from / window) != half(to / window);
            data[i] = apart ? HIDDEN : 0;
        }
        return Tensor.of(data, 1, count, 1, area(), area());
    }

    private boolean half(int place) {
        return place < window - window / 2;
    }

    private Value roll(Value x, int axis, int by) {
        Value tail = net.node(new Slice(null, null, null), x, net.longs(by), net.longs(Integer.MAX_VALUE),
                net.longs(axis), net.longs(1));
        Value front = net.node(new Slice(null, null, null), x, net.longs(0), net.longs(by), net.longs(axis),
                net.longs(1));
        return net.node(new Concat(axis), net.channels(x), List.of(tail, front).toArray(Value[]::new));
    }
}
