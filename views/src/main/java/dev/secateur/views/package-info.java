/// JavaFX views and their view models, one room per view. Views show and bind; they do not compute.
@NullMarked
package dev.secateur.views;

import org.jspecify.annotations.NullMarked;
