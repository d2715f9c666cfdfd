package dev.secateur.engine.autograd;

import java.util.Map;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.SpaceToDepth;

/// Pixels moved into channels and back, and sampling at any place.
final class SpatialRules {

    private static final Map<String, Integer> MODES = Map.of("linear", 0, "nearest", 1, "cubic", 2);
    private static final Map<String, Integer> PADDINGS = Map.of("zeros", 0, "border", 1, "reflection", 2);

    private SpatialRules() {}

    static void addTo(RuleTable table) {
        table.put(DepthToSpace.class, SpatialRules::depthToSpace);
        table.put(SpaceToDepth.class, SpatialRules::spaceToDepth);
        table.put(GridSample.class, (op, site) -> torch.grid_sampler(site.input(0), site.input(1),
                MODES.getOrDefault(op.mode(), 0), PADDINGS.getOrDefault(op.padding(), 0), op.alignCorners()));
    }

    private static Tensor depthToSpace(DepthToSpace op, Site site) {
        Tensor x = site.input(0);
        long block = op.blockSize();
        long depth = x.size(1) / (block * block);
        Tensor split = op.columnRow()
                ? x.reshape(x.size(0), depth, block, block, x.size(2), x.size(3)).permute(0, 1, 4, 2, 5, 3)
                : x.reshape(x.size(0), block, block, depth, x.size(2), x.size(3)).permute(0, 3, 4, 1, 5, 2);
        return split.reshape(x.size(0), depth, x.size(2) * block, x.size(3) * block);
    }

    private static Tensor spaceToDepth(SpaceToDepth op, Site site) {
        Tensor x = site.input(0);
        long block = op.blockSize();
        return x.reshape(x.size(0), x.size(1), x.size(2) / block, block, x.size(3) / block, block)
                .permute(0, 3, 5, 1, 2, 4)
                .reshape(x.size(0), x.size(1) * block * block, x.size(2) / block, x.size(3) / block);
    }
}
