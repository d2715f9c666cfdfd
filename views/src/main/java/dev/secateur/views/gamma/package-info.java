/// The view of Network Slimming: scales of all normalisations as histograms, a threshold that is dragged, and what would be cut.
///
/// What goes at a threshold is decided and counted in the engine; the cut itself is the method `slimming`.
@NullMarked
package dev.secateur.views.gamma;

import org.jspecify.annotations.NullMarked;
