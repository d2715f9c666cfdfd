/// AutoCompress: how much of which layer goes is found by simulated annealing, then the network is led there by ADMM.
///
/// Liu et al., AutoCompress: An Automatic DNN Structured Pruning Framework for Ultra-High Compression Rates, AAAI 2020: filters and columns,
/// rounds that double the reduction, purification of what is left over. Deviations: coupled filters go together, normalisations of filters
/// that go are part of the ADMM target, temperatures are scaled to the objective.
@NullMarked
package dev.secateur.engine.compress.autocompress;

import org.jspecify.annotations.NullMarked;
