package dev.secateur.engine.compress.proxylessnas;

import dev.secateur.engine.compress.Param;

/// What operations cost, and how that counts.
///
/// @throws IllegalArgumentException if the table is to be checked on a single network
public record CostConfig(
        @Param(label = "Cost", help = "time: each operation is timed within the network in ONNX Runtime on this machine; macs: multiply-accumulates.") CostKind kind,
        @Param(label = "In the loss", help = "power: the loss is multiplied by factor * (log cost / log target) ^ power; linear: lambda * (cost - target) / target is added to it; none: cost does not count. Reinforce takes accuracy * (target / cost) ^ reward in place of either.") CostLoss loss,
        @Param(label = "Target", unit = "of the given cost", min = 0.01, max = 1, help = "What is aimed at, as a part of what the network with all blocks as they are costs.") double target,
        @Param(label = "Factor", min = 1e-6, max = 100, help = "With power, what the loss is multiplied by where cost meets the target.") double factor,
        @Param(label = "Power", min = 0, max = 100, help = "With power, how steeply cost counts.") double power,
        @Param(label = "Lambda", min = 0, max = 1000, help = "With linear, what cost above the target adds to the loss.") double lambda,
        @Param(label = "Reward power", min = 0, max = 100, help = "With reinforce, how steeply cost counts.") double reward,
        @Param(label = "Table", help = "File with the times of the operations: used if it is there, written if it is not. Empty keeps tables in the program's cache.") String table,
        @Param(label = "Other machine", help = "Take a table although it was measured on another machine, with another number of threads or another version of ONNX Runtime.") boolean foreign,
        @Param(label = "Check on", unit = "networks", min = 0, max = 1000, help = "Drawn networks that are timed to see how well the table foretells; 0 for none.") int validation) {

    public CostConfig {
        if (validation == 1) {
            throw new IllegalArgumentException("a table is checked on 2 networks or more: " + validation);
        }
    }

    /// Times of this machine, 60 % of the given network's aimed at, the table checked on 20 networks.
    public static CostConfig defaults() {
        return new CostConfig(CostKind.TIME, CostLoss.POWER, 0.6, 0.2, 0.3, 0.1, 0.1, "", false, 20);
    }

    /// The same with multiply-accumulates.
    public CostConfig inMacs() {
        return new CostConfig(CostKind.MACS, loss, target, factor, power, lambda, reward, table, foreign, validation);
    }
}
