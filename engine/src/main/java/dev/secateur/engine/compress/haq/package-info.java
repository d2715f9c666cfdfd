/// HAQ: a learning agent chooses the bits of every layer under a budget of a hardware model (Wang et al., CVPR 2019), beside the
/// simpler ways to choose that it has to beat: uniform bits, random policies, greedy and an exact knapsack over sensitivities.
///
/// Grids and the quantised file are of the room of quantisers, costs of that of hardware. Differences to the paper are in the
/// method's page.
@NullMarked
package dev.secateur.engine.compress.haq;

import org.jspecify.annotations.NullMarked;
