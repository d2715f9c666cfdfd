/// Channels drawn by lot: the control that every ranking of channels has to beat.
///
/// Mittal et al., Recovering from Random Pruning, WACV 2018, found it close to many rankings after training; so does Li et al.,
/// Revisiting Random Channel Pruning, CVPR 2022.
@NullMarked
package dev.secateur.engine.compress.random;

import org.jspecify.annotations.NullMarked;
