package dev.secateur.engine.coupling;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.SpaceToDepth;

/// Pixels in place of channels, and channels in place of pixels.
final class BlockCoupling {

    private BlockCoupling() {}

    /// A channel of the result is made of `block * block` channels of the data, which go together.
    static void depthToSpace(DepthToSpace op, Site site) {
        Labels part = channels(site);
        if (part == null) {
            return;
        }
        int pixels = op.blockSize() * op.blockSize();
        int depth = part.units().length / pixels;
        int[] sizes = op.columnRow() ? new int[]{depth, pixels} : new int[]{pixels, depth};
        Labels folded = new Labels(new int[]{0, 1}, sizes, part.units());
        site.result(Layout.of(Labels.along(1, site.collapse(folded, op.columnRow() ? 0 : 1).units())));
    }

    /// A channel of the data is in the result once for each pixel of a block.
    static void spaceToDepth(SpaceToDepth op, Site site) {
        Labels part = channels(site);
        if (part != null) {
            int[] units = new int[part.units().length * op.blockSize() * op.blockSize()];
            Arrays.setAll(units, i -> part.units()[i % part.units().length]);
            site.result(Layout.of(Labels.along(1, units)));
        }
    }

    private static @Nullable Labels channels(Site site) {
        site.layout(0).parts().stream().filter(p -> !p.covers(1))
                .forEach(p -> site.freeze(p, "their axis is cut into blocks"));
        return site.layout(0).at(1).map(p -> site.collapse(p, 1)).orElse(null);
    }
}
