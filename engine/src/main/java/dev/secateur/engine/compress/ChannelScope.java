package dev.secateur.engine.compress;

import java.util.Locale;

/// Among which channels the least important ones are sought.
public enum ChannelScope {
    /// Within each group of coupled channels: all groups lose the same part.
    GROUP,
    /// Within the whole network, each group's scores divided by their mean: groups lose different parts.
    NETWORK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
