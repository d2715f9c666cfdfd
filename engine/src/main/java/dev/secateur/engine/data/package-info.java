/// Labelled pictures for calibration, evaluation and training: where they come from and how they become a network's input.
///
/// Readers of CIFAR's, MNIST's and picture folders' formats; nothing here knows of networks.
@NullMarked
package dev.secateur.engine.data;

import org.jspecify.annotations.NullMarked;
