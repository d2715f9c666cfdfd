/// Channels ranked by the size of their weights.
///
/// `l1`: Li et al., Pruning Filters for Efficient ConvNets, ICLR 2017: the sum of absolute weights of the filter that makes the channel.
/// `group-l2`: Fang et al., DepGraph, CVPR 2023: the norm over all weights that go with the channel, in every coupled layer.
/// Deviation: sums are divided by the number of weights in them, so that layers of one group count alike.
@NullMarked
package dev.secateur.engine.compress.magnitude;

import org.jspecify.annotations.NullMarked;
