package dev.secateur.engine.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How values of pictures (0 to 255) become values of a network's input: `(scale * x - mean[c]) / std[c]`.
///
/// @param scale factor, not 0
/// @param mean one number a channel, in units of the scaled values
/// @param std one number a channel, above 0
public record Normalisation(double scale, double[] mean, double[] std) {

    private static final String SCALE_KEY = "secateur.normalisation.scale";
    private static final String MEAN_KEY = "secateur.normalisation.mean";
    private static final String STD_KEY = "secateur.normalisation.std";
    private static final String RANGE_KEY = "Image.NominalPixelRange";

    public Normalisation {
        mean = mean.clone();
        std = std.clone();
        if (mean.length != std.length || mean.length == 0) {
            throw new IllegalArgumentException("as many means as deviations: " + mean.length + ", " + std.length);
        }
        if (!(Math.abs(scale) > 0) || !Double.isFinite(scale) || Arrays.stream(std).anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("scale and deviations cannot be 0");
        }
    }

    /// What the torchvision models and most of their offspring were trained with.
    public static Normalisation imageNet() {
        return new Normalisation(1 / 255.0, new double[]{0.485, 0.456, 0.406}, new double[]{0.229, 0.224, 0.225});
    }

    /// Mean and deviation of Fashion-MNIST's training pictures.
    public static Normalisation fashion() {
        return new Normalisation(1 / 255.0, new double[]{0.2860}, new double[]{0.3530});
    }

    /// Values as they are, 0 to 255.
    public static Normalisation raw(int channels) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return new Normalisation(1, new double[channels], ones);
    }

    /// What is usual for pictures with this many channels: {@link #imageNet()} for three, {@link #fashion()} for one.
    public static Normalisation usual(int channels) {
        return channels == 3 ? imageNet() : channels == 1 ? fashion() : raw(channels);
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] std() {
        return std.clone();
    }

    /// Number of channels.
    public int channels() {
        return mean.length;
    }

    /// As a model's metadata, to be found again by {@link NormalisationChoice}.
    public Map<String, String> toMetadata() {
        return Map.of(SCALE_KEY, Double.toString(scale), MEAN_KEY, joined(mean), STD_KEY, joined(std));
    }

    /// What a model's metadata say: our own keys, or `Image.NominalPixelRange` of ONNX's image metadata.
    ///
    /// @return empty if they say nothing that can be understood
    public static Optional<Normalisation> ofMetadata(Map<String, String> metadata, int channels) {
        try {
            String mean = metadata.get(MEAN_KEY);
            String std = metadata.get(STD_KEY);
            if (mean != null && std != null) {
                double factor = Double.parseDouble(metadata.getOrDefault(SCALE_KEY, "1"));
                return Optional.of(new Normalisation(factor, numbers(mean), numbers(std)));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return switch (metadata.getOrDefault(RANGE_KEY, "")) {
            case "NominalRange_0_255" -> Optional.of(raw(channels));
            case "Normalized_0_1" -> Optional.of(range(channels, 0, 1));
            case "Normalized_1_1" -> Optional.of(range(channels, 0.5, 0.5));
            default -> Optional.empty();
        };
    }

    private static Normalisation range(int channels, double mean, double std) {
        double[] means = new double[channels];
        double[] deviations = new double[channels];
        Arrays.fill(means, mean);
        Arrays.fill(deviations, std);
        return new Normalisation(1 / 255.0, means, deviations);
    }

    private static String joined(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(",")).mapToDouble(t -> Double.parseDouble(t.strip())).toArray();
    }

    /// Normalises one picture in place.
    ///
    /// @param values holds it, `[C, H, W]`
    /// @param offset where it begins
    /// @param plane values in one channel
    public void apply(float[] values, int offset, int plane) {
        for (int c = 0; c < mean.length; c++) {
            double factor = scale / std[c];
            double shift = -mean[c] / std[c];
            for (int i = offset + c * plane; i < offset + (c + 1) * plane; i++) {
                values[i] = (float) (factor * values[i] + shift);
            }
        }
    }

    /// For people and records: `x / 255, mean 0.286, std 0.353`.
    public String display() {
        String factor = Math.abs(1 / scale - 255) < 1e-9
                ? "x / 255"
                : scale == 1 ? "x" : String.format(Locale.ROOT, "x * %s", scale);
        boolean plain = Arrays.stream(mean).allMatch(m -> m == 0) && Arrays.stream(std).allMatch(s -> s == 1);
        return plain ? factor : factor + ", mean " + text(mean) + ", std " + text(std);
    }

    private static String text(double[] numbers) {
        return IntStream.range(0, numbers.length).mapToObj(i -> Double.toString(numbers[i]))
                .collect(Collectors.joining(" "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalisation n && n.scale == scale && Arrays.equals(n.mean, mean)
                && Arrays.equals(n.std, std);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(scale) * 31 * 31 + Arrays.hashCode(mean) * 31 + Arrays.hashCode(std);
    }

    @Override
    public String toString() {
        return display();
    }
}
