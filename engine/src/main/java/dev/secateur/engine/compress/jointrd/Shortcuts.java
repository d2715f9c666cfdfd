package dev.secateur.engine.compress.jointrd;

import java.util.Locale;

/// Which shortcuts the plain network keeps.
public enum Shortcuts {
    /// Those around blocks that make pictures smaller, as the released code does: by then the large feature maps are gone.
    DOWNSAMPLING,
    /// None.
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
