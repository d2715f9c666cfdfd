package dev.secateur.engine.autograd;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Resize;

/// Where the elements of a resized axis come from, as the ONNX specification of `Resize` and ONNX Runtime's code have it.
///
/// @param places for each tap and each element of the result a place in the data
/// @param weights for each tap and each element of the result its share; null if the one tap has all
record Sampling(long[][] places, double @Nullable [][] weights) {

    private static final float USUAL_CUBIC = -0.75f;

    /// @param old true for the rules before opset 11
    static Sampling of(Resize op, boolean old, long in, long out, float scale) {
        Map<String, Attribute> attributes = op.attributes();
        String rule = ResizeRule.text(attributes, "coordinate_transformation_mode", old ? "asymmetric" : "half_pixel");
        float[] from = new float[(int) out];
        for (int i = 0; i < out; i++) {
            from[i] = coordinate(rule, i, in, out, scale);
        }
        String mode = ResizeRule.text(attributes, "mode", "nearest");
        return switch (mode) {
            case "nearest" -> nearest(from, in, ResizeRule.text(attributes, "nearest_mode",
                    old ? "floor" : "round_prefer_floor"));
            case "linear", "bilinear", "trilinear" -> linear(from, in);
            case "cubic" -> cubic(from, in, attributes);
            default -> throw new IllegalStateException("an unknown interpolation: " + mode);
        };
    }

    /// In float32, as ONNX Runtime computes it: which neighbour is nearest may hang on the last bit.
    private static float coordinate(String rule, long i, long in, long out, float scale) {
        return switch (rule) {
            case "half_pixel" -> (i + 0.5f) / scale - 0.5f;
            case "pytorch_half_pixel" -> out > 1 ? (i + 0.5f) / scale - 0.5f : 0;
            case "half_pixel_symmetric" -> {
                float adjustment = out / (scale * in);
                yield in / 2f * (1 - adjustment) + (i + 0.5f) / scale - 0.5f;
            }
            case "align_corners" -> out == 1 ? 0 : (float) i * (in - 1) / (out - 1);
            case "asymmetric" -> i / scale;
            case "tf_half_pixel_for_nn" -> (i + 0.5f) / scale;
            default -> throw new IllegalStateException("the coordinate rule " + rule + " is not computed");
        };
    }

    private static Sampling nearest(float[] from, long in, String rule) {
        long[] places = new long[from.length];
        for (int i = 0; i < places.length; i++) {
            double place = switch (rule) {
                case "floor" -> Math.floor(from[i]);
                case "ceil" -> Math.ceil(from[i]);
                case "round_prefer_ceil" -> Math.floor(from[i] + 0.5f);
                default -> Math.ceil(from[i] - 0.5f);
            };
            places[i] = Math.clamp((long) place, 0, in - 1);
        }
        return new Sampling(new long[][]{places}, null);
    }

    private static Sampling linear(float[] from, long in) {
        long[][] places = new long[2][from.length];
        double[][] weights = new double[2][from.length];
        for (int i = 0; i < from.length; i++) {
            double place = Math.clamp(from[i], 0, in - 1.0);
            long low = (long) Math.floor(place);
            places[0][i] = low;
            places[1][i] = Math.min(low + 1, in - 1);
            weights[1][i] = place - low;
            weights[0][i] = 1 - weights[1][i];
        }
        return new Sampling(places, weights);
    }

    private static Sampling cubic(float[] from, long in, Map<String, Attribute> attributes) {
        double a = attributes.get("cubic_coeff_a") instanceof Attribute.FloatValue(float value) ? value : USUAL_CUBIC;
        boolean exclude = attributes.get("exclude_outside") instanceof Attribute.IntValue(long flag) && flag != 0;
        long[][] places = new long[4][from.length];
        double[][] weights = new double[4][from.length];
        for (int i = 0; i < from.length; i++) {
            long low = (long) Math.floor(from[i]);
            double sum = 0;
            for (int tap = 0; tap < 4; tap++) {
                long place = low - 1 + tap;
                boolean outside = place < 0 || place >= in;
                weights[tap][i] = exclude && outside ? 0 : kernel(from[i] - place, a);
                places[tap][i] = Math.clamp(place, 0, in - 1);
                sum += weights[tap][i];
            }
            for (int tap = 0; exclude && tap < 4; tap++) {
                weights[tap][i] /= sum;
            }
        }
        return new Sampling(places, weights);
    }

    /// Keys, "Cubic convolution interpolation for digital image processing", 1981.
    private static double kernel(double distance, double a) {
        double x = Math.abs(distance);
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }
}
