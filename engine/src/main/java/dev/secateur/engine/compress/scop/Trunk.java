package dev.secateur.engine.compress.scop;

import java.util.Locale;

/// What happens to the last layers of residual blocks, whose sums tie their channels to other blocks'.
public enum Trunk {
    /// Each loses its own channels; zeros stand in their places behind it, so the sums keep their width. The published form.
    SCATTER,
    /// A channel of the sums goes only where every layer that makes it would lose it: the trunk really becomes narrower.
    UNION,
    /// They stay as they are.
    KEEP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
