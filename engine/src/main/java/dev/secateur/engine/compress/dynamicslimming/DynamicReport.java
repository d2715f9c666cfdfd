package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What dynamic network slimming found and did, also while it trains.
///
/// @param gate which kind
/// @param rate wanted: part of the multiply-accumulates that is skipped in the mean
/// @param layers the gated ones, in the network's order
/// @param curve the training so far
/// @param costs what pictures cost; null until the training is over
/// @param levels of the level export, narrowest first; empty if there is none
/// @param outcome null until the training is over
/// @param note for people
public record DynamicReport(String gate, double rate, List<LayerReport> layers, List<Point> curve,
        @Nullable Costs costs, List<LevelReport> levels, @Nullable Outcome outcome, String note) {

    public DynamicReport {
        layers = List.copyOf(layers);
        curve = List.copyOf(curve);
        levels = List.copyOf(levels);
    }

    /// A gated layer.
    ///
    /// @param id name of its normalisation
    /// @param channels before
    /// @param left without those that no training picture uses
    /// @param mean number that works, over the pictures; likewise the smallest and the largest number
    public record LayerReport(String id, int channels, int left, double mean, int least, int most) {}

    /// Some steps of the training.
    ///
    /// @param epoch epochs gone
    /// @param share mean part of the dense multiply-accumulates that was needed; likewise of the cheapest and the dearest picture
    /// @param wanted the mean part that was asked for
    /// @param threshold mean threshold in parts of the highest
    /// @param accuracy of training pictures, as changed at random, 0 to 1
    /// @param deviation of the pictures' shares
    /// @param follows correlation of the pictures' shares with those asked for, −1 to 1
    /// @param open mean part of each layer's channels that worked
    public record Point(double epoch, double share, double least, double most, double wanted, double threshold,
            double accuracy, double deviation, double follows, List<Double> open) {

        public Point {
            open = List.copyOf(open);
        }
    }

    /// What pictures cost, in parts of the dense multiply-accumulates, the predictor's included.
    ///
    /// @param pictures what they are
    /// @param histogram how many pictures lie in each fortieth from 0 to 1
    /// @param surest mean cost of the tenth of the pictures that the network is surest of; NaN if no scores were seen
    /// @param leastSure mean cost of the tenth that it is least sure of
    /// @param easy the cheapest pictures, of different classes where possible
    /// @param hard the dearest ones
    public record Costs(String pictures, int count, double mean, double least, double most, double deviation,
            List<Integer> histogram, double surest, double leastSure, List<Example> easy, List<Example> hard) {

        public Costs {
            histogram = List.copyOf(histogram);
            easy = List.copyOf(easy);
            hard = List.copyOf(hard);
        }
    }

    /// A picture.
    ///
    /// @param source where it is from
    /// @param label its class
    /// @param share of the dense multiply-accumulates that it costs
    /// @param side edge of what is shown of it, pixels
    /// @param pixels red, green, blue, row by row, in base 64
    public record Example(String source, String label, double share, int side, String pixels) {}

    /// One of the networks of the level export.
    ///
    /// @param part of the training pictures that go there
    /// @param share of the dense multiply-accumulates that it costs, predictor and router included
    /// @param widths of the gated layers
    public record LevelReport(double part, double share, List<Integer> widths) {

        public LevelReport {
            widths = List.copyOf(widths);
        }
    }

    /// What came of it. Accuracies are of pictures that training does not see, 0 to 1, null without any.
    ///
    /// @param heldOut number of those pictures
    /// @param before of the network as it was given
    /// @param masked of the masked export; of the network itself for a static control
    /// @param levels of the level export
    /// @param levelShare mean part of the dense multiply-accumulates of the level export
    /// @param unused channels that no training picture uses, which went for good
    /// @param predictorParameters part of the parameters that the gates' own weights are
    /// @param predictorMacs likewise of multiply-accumulates
    /// @param shift of the predictor's outputs at which the mean is the target
    /// @param difference largest difference of the masked export in ONNX Runtime from our own execution, in parts of the largest score
    /// @param flipped part of the compared pictures left out of that, because a scale lay on the threshold
    /// @param times of the level export; null if it was not timed
    public record Outcome(int heldOut, @Nullable Double before, @Nullable Double masked, @Nullable Double levels,
            @Nullable Double levelShare, int unused, double predictorParameters, double predictorMacs, double shift,
            double difference, double flipped, @Nullable Times times) {}

    /// Times in ONNX Runtime, one picture a run, both networks in turns over the same pictures.
    ///
    /// @param denseMs median of one picture, dense network as it was given
    /// @param levelMs of the level export
    /// @param faster median of dense over level
    /// @param low of the interval that holds it with 95 % confidence
    /// @param high likewise
    /// @param pictures in a turn
    public record Times(double denseMs, double levelMs, double faster, double low, double high, int pictures,
            int threads) {}
}
