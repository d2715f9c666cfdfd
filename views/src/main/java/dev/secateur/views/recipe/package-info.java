/// Recipes in the window: a recipe as text that is judged while it is changed, and run step by step on the present.
///
/// What a step does is known by the engine; here each becomes a version of the open model.
@NullMarked
package dev.secateur.views.recipe;

import org.jspecify.annotations.NullMarked;
