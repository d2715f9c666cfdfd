/// What layers cost in time on a machine: measured tables of single layers, and forecasts for networks made of them.
///
/// A forecast helps to choose; it is never quoted as a result. What a network takes is measured on the whole network.
@NullMarked
package dev.secateur.engine.hardware;

import org.jspecify.annotations.NullMarked;
