/// Channels ranked by what the loss would change if they were silenced, to first order.
///
/// Molchanov et al., Importance Estimation for Neural Network Pruning, CVPR 2019: the derivative of the loss with respect to a gate at the channel.
/// Deviations: its absolute value over a batch in place of its square, added over the layers that a coupled channel has, and fixed statistics.
@NullMarked
package dev.secateur.engine.compress.taylor;

import org.jspecify.annotations.NullMarked;
