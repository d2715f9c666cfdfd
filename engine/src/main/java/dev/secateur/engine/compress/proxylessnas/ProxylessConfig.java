package dev.secateur.engine.compress.proxylessnas;

import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Param;

/// Among what is chosen, how the search learns, what operations cost, and what follows.
public record ProxylessConfig(@Param(label = "Space", help = "Among what is chosen.") SpaceConfig space,
        @Param(label = "Search", help = "How weights and architecture parameters are trained.") SearchConfig search,
        @Param(label = "Cost", help = "What operations cost, and how that counts.") CostConfig cost,
        @Param(label = "Controls", help = "What the result is held against.") ControlConfig control,
        @Param(label = "Retraining", help = "Training of what is derived, and of each control alike.") Finetune retrain) {

    /// A short search in the model's own blocks, eight epochs of retraining, no controls.
    public static ProxylessConfig defaults() {
        return new ProxylessConfig(SpaceConfig.defaults(), SearchConfig.defaults(), CostConfig.defaults(),
                ControlConfig.none(), new Finetune(8, 0.05, 64, 4e-5, false));
    }
}
