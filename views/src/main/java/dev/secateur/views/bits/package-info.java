/// The bits view: what each layer loses at each width as a heatmap, and the widths chosen layer by layer.
///
/// What is lost is measured in the engine; the chosen widths go to its method of post-training quantisation.
@NullMarked
package dev.secateur.views.bits;

import org.jspecify.annotations.NullMarked;
