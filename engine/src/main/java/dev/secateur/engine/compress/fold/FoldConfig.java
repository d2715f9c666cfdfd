package dev.secateur.engine.compress.fold;

import dev.secateur.engine.compress.Param;

/// Which families of rules fold.
public record FoldConfig(
        @Param(label = "Nodes that do nothing", help = "Remove Identity, and Dropout outside training.") boolean identities,
        @Param(label = "Batch normalisation", help = "Fold batch normalisation into the operator before or after it, and merge two in a row. One before a padded convolution stays, unless it adds nothing.") boolean normalisations,
        @Param(label = "Constants", help = "Fold constant factors and summands (layer scale, Mul, Div, Add, Sub) into the operator before or after.") boolean constants,
        @Param(label = "Borders", help = "Give convolutions the zeros that a Pad before them puts around.") boolean borders,
        @Param(label = "Parallel kernels", help = "Make one of convolutions over the same data whose results are added, of shortcuts around a single convolution, and of shortcuts that only normalise (RepVGG).") boolean parallel,
        @Param(label = "Chains", help = "Merge convolutions or matrix products in a row where that makes neither weights nor multiply-accumulates more.") boolean chains,
        @Param(label = "Average pooling", help = "Merge average pooling with the convolution beside it. Layers get fewer, weights more.") boolean pooling) {

    /// All but average pooling, which makes models larger.
    public static FoldConfig defaults() {
        return new FoldConfig(true, true, true, true, true, true, false);
    }
}
