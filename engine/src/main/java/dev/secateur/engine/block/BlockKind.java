package dev.secateur.engine.block;

/// Kinds of blocks.
public enum BlockKind {

    /// Two convolutions and a shortcut (He et al. 2016).
    RESIDUAL_BASIC("residual basic block"),

    /// 1×1 expansion (possibly left out), depthwise convolution, linear 1×1 projection, with or without a shortcut (Sandler
    /// et al. 2018).
    INVERTED_RESIDUAL("inverted residual"),

    /// 1×1, larger, 1×1 convolution and a shortcut (He et al. 2016; Xie et al. 2017 with groups).
    BOTTLENECK("bottleneck"),

    /// Anything else around which a shortcut leads.
    OTHER_RESIDUAL("other residual block");

    private final String title;

    BlockKind(String title) {
        this.title = title;
    }

    /// Its name for people.
    public String title() {
        return title;
    }
}
