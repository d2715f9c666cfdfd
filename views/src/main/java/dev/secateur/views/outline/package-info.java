/// A model as people read it: stages, blocks, groups and layers, each layer a chain of nodes that are shown as one.
///
/// Tree, graph and table show the same outline, so that they can be linked. Pure mapping from the engine's types;
/// no window, no colours, no sizes in pixels.
@NullMarked
package dev.secateur.views.outline;

import org.jspecify.annotations.NullMarked;
