/// Everything that computes on networks. The rooms below form levels; a room uses only lower ones.
/// No windows and no device code here.
@NullMarked
package dev.secateur.engine;

import org.jspecify.annotations.NullMarked;
