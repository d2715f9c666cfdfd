package dev.secateur.views.model;

import java.util.List;
import java.util.Optional;

import dev.secateur.views.outline.Item;
import dev.secateur.views.text.Figures;

/// One line of the tree.
///
/// @param item the part it stands for; null for inputs and outputs
/// @param id unique in the tree; the same for the same part of a later version where possible
/// @param amount what the bar shows
/// @param refused why the block cannot be merged; empty if it can, or is no block
/// @param children in the network's order
public record TreeEntry(@org.jspecify.annotations.Nullable Item item, String id, Kind kind, String label,
        Amount amount, String refused, List<TreeEntry> children) {

    public TreeEntry {
        children = List.copyOf(children);
    }

    /// What a line stands for; decides about its icon.
    public enum Kind {
        MODEL, INPUT, OUTPUT, PART, STAGE, BLOCK, LAYER
    }

    /// The number of a line.
    ///
    /// @param text as shown; empty if there is none
    /// @param share of the whole, 0..1; NaN without a bar
    public record Amount(String text, double share) {
        static final Amount NONE = new Amount("", Double.NaN);

        /// The number and its share for a screen reader.
        public String accessibleText() {
            return text.isEmpty() ? "" : text + ", " + Figures.percent(share);
        }
    }

    /// The part it stands for, if it stands for one.
    public Optional<Item> part() {
        return Optional.ofNullable(item);
    }
}
