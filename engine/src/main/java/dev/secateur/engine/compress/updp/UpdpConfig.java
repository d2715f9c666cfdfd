package dev.secateur.engine.compress.updp;

import java.util.List;

import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Param;

/// Which blocks are pruned, and how.
public record UpdpConfig(
        @Param(label = "Blocks", help = "Ids of the blocks to prune; empty to let them be chosen. A variant may follow an id: stage1.block2:drop.") List<String> blocks,
        @Param(label = "Count", unit = "blocks", min = 0, max = 10_000, help = "Without ids: how many blocks are chosen; 0 to choose by time.") int count,
        @Param(label = "Faster", unit = "%", min = 0, max = 95, help = "Without ids: how much less time one picture shall take, by times measured here; 0 to choose by number.") double faster,
        @Param(label = "Kernel", help = "centre-tap reduces the first of two larger kernels to its middle tap on the way, so that the merged one does not grow; exact composes them as they are; stride-last only moves a stride to the last one; drop leaves blocks out.") Variant kernel,
        @Param(label = "If slower", help = "What happens to a block that was measured slower merged than as it is: refuse, drop or keep, which measures nothing.") SlowMerge slower,
        @Param(label = "Schedule", help = "How blocks go over to their pruned form.") Schedule schedule,
        @Param(label = "Search", help = "How blocks are chosen.") SearchPlan search,
        @Param(label = "Training", help = "How the network is trained.") Training training) {

    public UpdpConfig {
        blocks = List.copyOf(blocks);
        int ways = (blocks.isEmpty() ? 0 : 1) + (count > 0 ? 1 : 0) + (faster > 0 ? 1 : 0);
        if (ways > 1) {
            throw new IllegalArgumentException("blocks are chosen by name, by number or by time, and not by several");
        }
    }

    /// Nothing chosen.
    public static UpdpConfig defaults() {
        return new UpdpConfig(List.of(), 0, 0, Variant.CENTRE_TAP, SlowMerge.REFUSE, Schedule.defaults(),
                SearchPlan.defaults(), Training.defaults());
    }
}
