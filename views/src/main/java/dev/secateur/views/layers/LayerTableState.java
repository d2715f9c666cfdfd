package dev.secateur.views.layers;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// How the user arranged the table.
///
/// @param columns from left to right
/// @param sort the column it is sorted by; null for the network's order
/// @param everyNode true if layers without weights are listed too
public record LayerTableState(List<Column> columns, @Nullable LayerColumn sort, boolean descending,
        boolean everyNode) {

    public LayerTableState {
        columns = List.copyOf(columns);
    }

    /// One column.
    ///
    /// @param width px
    public record Column(LayerColumn column, double width, boolean visible) {}
}
