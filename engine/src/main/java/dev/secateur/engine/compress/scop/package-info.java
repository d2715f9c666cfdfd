/// SCOP: channels pruned by an experiment with a control group.
///
/// Tang et al., SCOP: Scientific Control for Reliable Neural Network Pruning, NeurIPS 2020. Every picture goes through the network beside a knockoff that
/// tells nothing of its label; a factor per channel learns how much of the real feature map is needed; channels that do as well with the
/// knockoff's go. Deviations: the knockoff is another picture of the batch (the published code of a later release does the same), the
/// best epoch is chosen by held-out pictures and never by the test set, and the cut network is slim before it is trained.
@NullMarked
package dev.secateur.engine.compress.scop;

import org.jspecify.annotations.NullMarked;
