package dev.secateur.engine.hardware.bits;

import java.util.ArrayList;
import java.util.List;

/// The networks of the paper as lists of layers, and the policies of its repository.
final class Published {

    /// Weight bits of ResNet-50, 54 layers, k-means at 10 % of the size.
    static final int[] RESNET_50 = {6, 6, 5, 5, 5, 5, 4, 5, 5, 4, 5, 5, 5, 5, 5, 5, 3, 5, 4, 3, 5, 4, 3, 4, 4, 4, 2,
        5, 4, 3, 3, 5, 3, 2, 5, 3, 2, 4, 3, 2, 5, 3, 2, 5, 3, 4, 2, 5, 2, 3, 4, 2, 3, 4};

    /// Weight and activation bits of MobileNetV2, 53 layers, at 60 % of the 8-bit latency of the bit-serial cloud model. The paper has
    /// -1 for the picture, whose numbers have 8 bits.
    static final int[][] MOBILENET_V2 = {{8, 8}, {7, 7}, {5, 6}, {4, 6}, {5, 6}, {5, 7}, {5, 6}, {7, 4}, {4, 6},
        {4, 6}, {7, 7}, {5, 6}, {4, 6}, {7, 3}, {5, 7}, {4, 7}, {7, 3}, {5, 7}, {4, 7}, {7, 7}, {4, 7}, {4, 7},
        {6, 4}, {6, 7}, {4, 7}, {7, 4}, {6, 7}, {5, 7}, {7, 4}, {6, 7}, {5, 7}, {7, 4}, {6, 7}, {6, 7}, {6, 4},
        {5, 7}, {6, 7}, {6, 4}, {5, 7}, {6, 7}, {7, 7}, {4, 7}, {7, 7}, {7, 7}, {4, 7}, {7, 7}, {7, 7}, {4, 7},
        {7, 7}, {7, 7}, {4, 7}, {7, 7}, {8, 8}};

    private Published() {}

    static BitLayer convolution(int inputs, int outputs, int side, int kernel, int stride) {
        int out = side / stride;
        return new BitLayer("conv", inputs, outputs, 1, kernel * kernel, stride, (long) side * side,
                (long) out * out);
    }

    static BitLayer depthwise(int channels, int side, int stride) {
        int out = side / stride;
        return new BitLayer("depthwise", channels, channels, channels, 9, stride, (long) side * side,
                (long) out * out);
    }

    static BitLayer dense(int inputs, int outputs) {
        return new BitLayer("dense", inputs, outputs, 1, 1, 1, 1, 1);
    }

    static List<BitLayer> resnet50() {
        List<BitLayer> layers = new ArrayList<>(List.of(convolution(3, 64, 224, 7, 2)));
        int[] blocks = {3, 4, 6, 3};
        int inputs = 64;
        int side = 56;
        for (int stage = 0; stage < blocks.length; stage++) {
            int width = 64 << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = block == 0 && stage > 0 ? 2 : 1;
                layers.add(convolution(inputs, width, side, 1, 1));
                layers.add(convolution(width, width, side, 3, stride));
                side /= stride;
                layers.add(convolution(width, 4 * width, side, 1, 1));
                if (block == 0) {
                    layers.add(convolution(inputs, 4 * width, side * stride, 1, stride));
                }
                inputs = 4 * width;
            }
        }
        layers.add(dense(inputs, 1000));
        return layers;
    }

    static List<BitLayer> mobileNetV1() {
        List<BitLayer> layers = new ArrayList<>(List.of(convolution(3, 32, 224, 3, 2)));
        int[][] rest = {{64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1},
            {512, 1}, {512, 1}, {1024, 2}, {1024, 1}};
        int inputs = 32;
        int side = 112;
        for (int[] next : rest) {
            layers.add(depthwise(inputs, side, next[1]));
            side /= next[1];
            layers.add(convolution(inputs, next[0], side, 1, 1));
            inputs = next[0];
        }
        layers.add(dense(inputs, 1000));
        return layers;
    }

    static List<BitLayer> mobileNetV2(int classes) {
        List<BitLayer> layers = new ArrayList<>(List.of(convolution(3, 32, 224, 3, 2)));
        int[][] stages = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2},
            {6, 320, 1, 1}};
        int inputs = 32;
        int side = 112;
        for (int[] stage : stages) {
            for (int block = 0; block < stage[2]; block++) {
                int stride = block == 0 ? stage[3] : 1;
                int wide = inputs * stage[0];
                if (stage[0] > 1) {
                    layers.add(convolution(inputs, wide, side, 1, 1));
                }
                layers.add(depthwise(wide, side, stride));
                side /= stride;
                layers.add(convolution(wide, stage[1], side, 1, 1));
                inputs = stage[1];
            }
        }
        layers.add(convolution(inputs, 1280, side, 1, 1));
        layers.add(dense(1280, classes));
        return layers;
    }
}
