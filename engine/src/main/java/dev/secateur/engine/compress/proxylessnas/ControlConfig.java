package dev.secateur.engine.compress.proxylessnas;

import dev.secateur.engine.compress.Param;

/// Networks of the same space that what is derived is held against, each trained as it is.
public record ControlConfig(
        @Param(label = "Drawn networks", unit = "networks", min = 0, max = 100, help = "Networks drawn evenly among those that cost the same as what is derived.") int random,
        @Param(label = "Equal within", unit = "of the cost", min = 0.001, max = 1, help = "How far a drawn network's cost, measured in turns with what is derived, may be from it.") double tolerance,
        @Param(label = "Largest and smallest", help = "Also train the dearest and the cheapest network of the space.") boolean ends) {

    /// None.
    public static ControlConfig none() {
        return new ControlConfig(0, 0.05, false);
    }
}
