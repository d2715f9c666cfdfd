/// The choice of data: which labelled pictures a model is compared and evaluated on, and how their pixels become values.
///
/// Opening data lies in the engine; remembering the choice lies in the program's settings.
@NullMarked
package dev.secateur.views.data;

import org.jspecify.annotations.NullMarked;
