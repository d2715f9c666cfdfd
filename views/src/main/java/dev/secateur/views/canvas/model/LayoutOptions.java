package dev.secateur.views.canvas.model;

import java.util.Set;

/// What a layout depends on besides the diagram.
///
/// @param open        ids of the open groups; ids of other boxes are ignored
/// @param arrangement how the top level runs
/// @param viewHeight  height of the view at 100 % in px, used by [Arrangement#COLUMNS] only
public record LayoutOptions(Set<Long> open, Arrangement arrangement, double viewHeight) {
    public LayoutOptions {
        open = Set.copyOf(open);
    }

    /// How the top level runs.
    public enum Arrangement {
        /// Top to bottom; wrapped into columns where the chain is over 1.5 times the height of the view.
        COLUMNS,
        /// Top to bottom without wrapping.
        ONE_COLUMN,
        /// Left to right without wrapping.
        LEFT_TO_RIGHT
    }
}
