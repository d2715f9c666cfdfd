/// Channels whose filters the others can stand in for: those nearest to the geometric median of their layer.
///
/// He et al., Filter Pruning via Geometric Median for Deep Convolutional Neural Networks Acceleration, CVPR 2019: the score of a filter is the sum of
/// its distances to all others. Deviation: where several layers make a channel, their scores are divided by their layer's mean and averaged.
@NullMarked
package dev.secateur.engine.compress.fpgm;

import org.jspecify.annotations.NullMarked;
