package dev.secateur.engine.compress.proxylessnas;

import java.util.Locale;

import dev.secateur.engine.problem.ProblemException;

/// How cost bears on the loss.
///
/// @param target cost that is aimed at, in the unit of the costs
record Pressure(CostConfig config, double target) {

    /// What becomes of a loss.
    ///
    /// @param factor what the slopes of the plain loss are multiplied by
    /// @param slope of the whole with the cost
    record Bearing(double factor, double slope) {}

    /// Checks that logarithms are of use.
    ///
    /// @throws ProblemException if the cheapest network costs no more than one unit
    static Pressure of(CostConfig config, Costs costs, Supernetwork net) throws ProblemException {
        double target = config.target() * costs.of(net.given());
        double least = costs.of(costs.least());
        if (config.loss() == CostLoss.POWER && (least <= 1 || target <= 1)) {
            throw ProblemException.ofSetting("the cost cannot enter the loss as a power", "cost.loss",
                    "networks of this space cost as little as " + least
                            + (costs.kind() == CostKind.TIME ? " microseconds" : " multiply-accumulates")
                            + ", of which the logarithm is not above 0",
                    "use linear");
        }
        if (config.loss() != CostLoss.NONE && target < least) {
            throw ProblemException.ofSetting("the target cannot be reached", "cost.target",
                    String.format(Locale.ROOT,
                            "the cheapest network of the space costs %.0f %% of the given one",
                            100 * least / costs.of(net.given())),
                    "aim at more, or offer cheaper operations");
        }
        return new Pressure(config, target);
    }

    /// For networks that cost so much on the whole.
    ///
    /// @param loss the plain one
    Bearing on(double loss, double cost) {
        return switch (config.loss()) {
            case POWER -> {
                double factor = config.factor() * Math.pow(Math.log(cost) / Math.log(target), config.power());
                yield new Bearing(factor, loss * factor * config.power() / (cost * Math.log(cost)));
            }
            case LINEAR -> new Bearing(1, config.lambda() / target);
            case NONE -> new Bearing(1, 0);
        };
    }

    /// The whole.
    double loss(double plain, double cost) {
        return config.loss() == CostLoss.LINEAR
                ? plain + config.lambda() * (cost - target) / target
                : plain * on(plain, cost).factor();
    }

    /// What a drawn network is rewarded with.
    double reward(double accuracy, double cost) {
        return config.loss() == CostLoss.NONE ? accuracy : accuracy * Math.pow(target / cost, config.reward());
    }
}
