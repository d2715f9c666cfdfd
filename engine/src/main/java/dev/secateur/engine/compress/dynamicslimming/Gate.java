package dev.secateur.engine.compress.dynamicslimming;

import java.util.Locale;

/// What decides which channels work.
public enum Gate {
    /// A threshold for every layer, foretold from the picture; how much is skipped differs from picture to picture.
    DYNAMIC,
    /// Feature boosting and suppression: the channels that the layer's own input calls for, always equally many. A control.
    FBS,
    /// One cut for all pictures, after training that draws scales to zero. A control.
    STATIC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
