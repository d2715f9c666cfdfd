package dev.secateur.engine.block;

/// Kinds of blocks.
public enum BlockKind {

    /// Two convolutions and a shortcut (He et al. 2016).
    RESIDUAL_BASIC("residual basic block"),

    /// 1×1 expansion (possibly left out), depthwise convolution, linear 1×1 projection, with or without a shortcut (Sandler
    /// et al. 2018).
    INVERTED_RESIDUAL("inverted residual"),

    /// 1×1, larger, 1×1 convolution and a shortcut (He et al. 2016; Xie et al. 2017 and Radosavovic et al. 2020 with groups).
    BOTTLENECK("bottleneck"),

    /// Depthwise convolution, normalisation, two pointwise layers and a shortcut (Liu et al. 2022).
    CONVNEXT("ConvNeXt block"),

    /// Attention and then a feed-forward network, each with its shortcut (Vaswani et al. 2017; Dosovitskiy et al. 2021).
    TRANSFORMER("transformer block"),

    /// The attention of a transformer with its shortcut and normalisation.
    ATTENTION("attention"),

    /// Fully connected layers with a shortcut: the feed-forward network of a transformer.
    MLP("MLP"),

    /// Layers of which each reads the results of all before it (Huang et al. 2017).
    DENSE_BLOCK("dense block"),

    /// One layer of a dense block.
    DENSE_LAYER("dense layer"),

    /// Channels scaled by factors that follow from their means (Hu et al. 2018).
    SQUEEZE_EXCITE("squeeze-and-excitation"),

    /// Paths of their own from one value, concatenated (Szegedy et al. 2015; Iandola et al. 2016).
    BRANCHES("parallel branches"),

    /// Branches, concatenated, whose channels are shuffled (Ma et al. 2018).
    SHUFFLE_UNIT("ShuffleNet unit"),

    /// Linear branches over one value, added: RepVGG before it is folded (Ding et al. 2021).
    PARALLEL_KERNELS("parallel kernels"),

    /// Convolutions in a row (Simonyan and Zisserman 2015).
    CONVOLUTIONS("convolution run"),

    /// Depthwise and then pointwise convolution (Howard et al. 2017).
    SEPARABLE("separable convolution"),

    /// Anything else around which a shortcut leads.
    OTHER_RESIDUAL("other residual block"),

    /// A part of any form that stands in the graph more than once.
    REPEATED("repeated part");

    private final String title;

    BlockKind(String title) {
        this.title = title;
    }

    /// Its name for people.
    public String title() {
        return title;
    }

    /// True if a shortcut leads around it.
    boolean isResidual() {
        return switch (this) {
            case RESIDUAL_BASIC, BOTTLENECK, CONVNEXT, ATTENTION, MLP, OTHER_RESIDUAL, TRANSFORMER -> true;
            default -> false;
        };
    }

    /// What a block within another is called, a number following where there are several.
    String part() {
        return switch (this) {
            case ATTENTION -> "attention";
            case MLP -> "mlp";
            case SQUEEZE_EXCITE -> "se";
            case DENSE_LAYER -> "layer";
            case BRANCHES -> "branches";
            case PARALLEL_KERNELS -> "kernels";
            default -> "block";
        };
    }
}
