package dev.secateur.app.window;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.settings.TableSettings;
import dev.secateur.views.layers.LayerColumn;
import dev.secateur.views.layers.LayerTableState;

/// Puts the arrangement of the layer table into settings and back.
final class TableMemory {

    private static final double NARROWEST = 20;
    private static final double WIDEST = 4000;

    private TableMemory() {}

    static TableSettings written(LayerTableState state) {
        LayerColumn sort = state.sort();
        return new TableSettings(state.columns().stream()
                .map(c -> new TableSettings.Column(c.column().name(), c.width(), c.visible())).toList(),
                sort == null ? "" : sort.name(), state.descending(), state.everyNode());
    }

    static Optional<LayerTableState> read(@Nullable TableSettings kept) {
        if (kept == null) {
            return Optional.empty();
        }
        return Optional.of(new LayerTableState(kept.columns().stream()
                .flatMap(c -> named(c.name())
                        .map(n -> new LayerTableState.Column(n, Math.clamp(c.width(), NARROWEST, WIDEST), c.visible()))
                        .stream())
                .toList(), named(kept.sort()).orElse(null), kept.descending(), kept.everyNode()));
    }

    private static Optional<LayerColumn> named(String name) {
        return Arrays.stream(LayerColumn.values()).filter(c -> c.name().equals(name)).findFirst();
    }
}
