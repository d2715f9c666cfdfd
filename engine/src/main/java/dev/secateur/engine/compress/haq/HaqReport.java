package dev.secateur.engine.compress.haq;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What was chosen, what else could have been, and how it was found. While the search goes on it holds what is known so far.
///
/// @param search which way of choosing made the network
/// @param limit what may be spent
/// @param layers the layers, in order
/// @param policies the best policy of each way to choose; the one that made the network first, once all is done
/// @param trials every policy that was tried, in order
/// @param transfer policies searched for other hardware
/// @param accuracy of networks
/// @param table the policies and what is transferred, for people, a line each
/// @param note what a reader has to know
public record HaqReport(String search, Limit limit, List<LayerInfo> layers, List<Chosen> policies,
        List<Tried> trials, List<Carried> transfer, Accuracy accuracy, String table, String note) {

    public HaqReport {
        layers = List.copyOf(layers);
        policies = List.copyOf(policies);
        trials = List.copyOf(trials);
        transfer = List.copyOf(transfer);
    }

    /// What may be spent.
    ///
    /// @param quantity size, latency or energy
    /// @param hardware which model tells it
    /// @param most of the unit
    /// @param reference what 8 bits everywhere cost, or 32 with k-means
    public record Limit(String quantity, String unit, String hardware, double most, double reference) {}

    /// A layer.
    ///
    /// @param node its id in the network that was given
    /// @param fixed true if it keeps 8 bits
    public record LayerInfo(int node, String name, long weights, boolean fixed) {}

    /// A chosen policy.
    ///
    /// @param search how it was chosen
    /// @param bits `[weights, activations]` of each layer, 32 for float32
    /// @param cost of the unit of the limit
    /// @param prices on all hardware
    /// @param accuracy on the pictures of the episodes, 0 to 1; null if it was not asked
    /// @param lastAccuracy on the pictures of the last comparison, without training; null if it was not asked
    public record Chosen(String search, List<List<Integer>> bits, double cost, List<Price> prices,
            @Nullable Double accuracy, @Nullable Double lastAccuracy) {

        public Chosen {
            bits = List.copyOf(bits);
            prices = List.copyOf(prices);
        }
    }

    /// What something costs somewhere.
    ///
    /// @param hardware a model's title
    /// @param quantity size, latency or energy
    /// @param part of what 8 bits everywhere cost there
    public record Price(String hardware, String quantity, String unit, double value, double part) {}

    /// A policy that was tried.
    ///
    /// @param index from 0 on within its search
    /// @param warmUp true if it was drawn
    /// @param reward a tenth of the points of accuracy won
    /// @param bits as a short text: `8/8 5/6`
    public record Tried(String search, int index, boolean warmUp, double reward, double accuracy, double cost,
            String bits) {}

    /// A policy that was searched for one hardware, and what it costs on all.
    public record Carried(String searchedFor, List<Price> prices, double accuracy) {

        public Carried {
            prices = List.copyOf(prices);
        }
    }

    /// Accuracy of networks, 0 to 1.
    ///
    /// @param origin of the float32 network on the pictures of the episodes
    /// @param last of the float32 network on those of the last comparison; null before
    /// @param simulated of the network that was made, rounded in LibTorch before it became a file, on those of the last comparison; null
    ///     before
    /// @param exported of the same in ONNX Runtime; null before
    /// @param pictures number of pictures of the last comparison
    /// @param apart true if no search has seen them
    public record Accuracy(double origin, @Nullable Double last, @Nullable Double simulated, @Nullable Double exported,
            int pictures, boolean apart) {}
}
