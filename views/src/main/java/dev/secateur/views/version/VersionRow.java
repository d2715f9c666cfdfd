package dev.secateur.views.version;

import java.util.List;

import dev.secateur.engine.session.Version;

/// One line of the version list.
///
/// @param version what it stands for
/// @param lane the column of its dot, 0 at the left
/// @param links the lines that cross or touch this row
/// @param figures what is known of it
/// @param present true for the version that is shown
public record VersionRow(Version version, int lane, List<Link> links, Figures figures, boolean present) {

    /// What is known of a version.
    ///
    /// @param line the two that matter most: `91.73 % · 2.10 ms`; empty while nothing is known
    /// @param details all, one a line, with how it was measured
    public record Figures(String line, String details) {}

    public VersionRow {
        links = List.copyOf(links);
    }

    /// A piece of a line within one row.
    ///
    /// @param piece which part of the row it crosses
    /// @param from the lane at its top end
    /// @param to the lane at its bottom end; it gives the line its colour
    public record Link(Piece piece, int from, int to) {}

    /// Which part of a row a line crosses.
    public enum Piece {
        /// From the dot of this row down to the next row.
        LEAVES,
        /// Straight through, beside the dot.
        PASSES,
        /// From the row above to the dot of this row.
        ARRIVES
    }
}
