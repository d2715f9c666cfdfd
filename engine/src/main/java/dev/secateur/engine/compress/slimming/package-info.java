/// Network Slimming: channels whose normalisation scales them to little are cut.
///
/// Liu et al., Learning Efficient Convolutional Networks through Network Slimming, ICCV 2017: scales are drawn towards zero by an L1 penalty in
/// training, then one threshold for the network decides. Deviations: coupled channels are judged together, floors keep every layer alive, and a
/// channel at the threshold stays.
@NullMarked
package dev.secateur.engine.compress.slimming;

import org.jspecify.annotations.NullMarked;
