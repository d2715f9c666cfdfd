package dev.secateur.engine.compress.depthmerge;

import java.util.List;

import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Param;

/// Which blocks become one convolution, and how.
public record DepthMergeConfig(
        @Param(label = "Blocks", help = "Ids of the blocks to merge, or all. A variant may follow an id: stage1.block2:centre-tap.") List<String> blocks,
        @Param(label = "Count", unit = "blocks", min = 0, max = 10_000, help = "Without ids: this many of the blocks that can be merged, those first whose multiply-accumulates shrink most.") int count,
        @Param(label = "Kernel", help = "How a block's convolutions become one: exact composes them as they are; stride-last moves a stride to the last one first; centre-tap reduces the first of two larger kernels to its middle tap, so that the kernel does not grow; drop leaves the block out, which works for blocks of any kind that keep the shape and changes the function.") Variant kernel,
        @Param(label = "Activation at the end", help = "Put behind a merged block that ends without an activation, such as an inverted residual.") EndActivation endActivation) {

    public DepthMergeConfig {
        blocks = List.copyOf(blocks);
        if (!blocks.isEmpty() && count > 0) {
            throw new IllegalArgumentException("blocks are named and counted at once");
        }
    }

    /// Nothing chosen; exact kernels, no activation at the end.
    public static DepthMergeConfig defaults() {
        return new DepthMergeConfig(List.of(), 0, Variant.EXACT, EndActivation.NONE);
    }

    /// These blocks, exact kernels.
    public static DepthMergeConfig of(String... blocks) {
        return new DepthMergeConfig(List.of(blocks), 0, Variant.EXACT, EndActivation.NONE);
    }
}
