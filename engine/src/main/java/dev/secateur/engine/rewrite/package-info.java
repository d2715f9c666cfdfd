/// Changing a graph by rules, and the arithmetic of merged convolutions.
///
/// Here is what every rule needs: the rule's interface, where it is applied, and kernels with their geometry. The rules
/// themselves stand in `rules`; which rule serves which method is decided above.
@NullMarked
package dev.secateur.engine.rewrite;

import org.jspecify.annotations.NullMarked;
