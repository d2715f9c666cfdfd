package dev.secateur.app.settings;

import java.util.List;

/// How the layer table is arranged.
///
/// @param columns from left to right; unknown names are left out
/// @param sort name of the column it is sorted by; empty for the network's order
/// @param everyNode true if layers without weights are listed too
public record TableSettings(List<Column> columns, String sort, boolean descending, boolean everyNode) {

    public TableSettings {
        columns = List.copyOf(columns);
    }

    /// One column.
    ///
    /// @param width px
    public record Column(String name, double width, boolean visible) {}
}
