package dev.secateur.engine.compress.updp;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.search.SearchReport;

/// What the first two stages came to.
///
/// @param chosen blocks to prune, in the network's order
/// @param candidates number of blocks among which was chosen
/// @param all true if all blocks that can be pruned were chosen, several
/// @param times of the chosen ones at least
/// @param redundancy by block; empty if it was not asked
/// @param sets that were measured
/// @param supernetPasses pictures that went through the supernet in training
/// @param searchPasses pictures that went through networks to choose
record Selected(List<Candidate> chosen, int candidates, boolean all, BlockTimes times, Map<String, Double> redundancy,
        SearchReport sets, long supernetPasses, long searchPasses) {

    Selected {
        chosen = List.copyOf(chosen);
    }
}
