package dev.secateur.app.window;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;

/// Closes the panels around a view that has panels of its own, and opens those that were open again when another view is shown. They
/// can be opened beside it too.
final class SideRoom {

    private final List<BooleanProperty> panels;
    private List<Boolean> before = List.of();

    private SideRoom(Panels panels) {
        this.panels = List.of(panels.leftOpenProperty(), panels.rightOpenProperty(), panels.tableOpenProperty());
    }

    static void follow(ObservableValue<ViewTabs.Tab> tab, Panels panels) {
        SideRoom room = new SideRoom(panels);
        tab.addListener((o, was, is) -> {
            if (is.isWide() && !was.isWide()) {
                room.take();
            } else if (was.isWide() && !is.isWide()) {
                room.giveBack();
            }
        });
    }

    private void take() {
        before = panels.stream().map(BooleanProperty::get).toList();
        panels.forEach(p -> p.set(false));
    }

    private void giveBack() {
        for (int i = 0; i < before.size(); i++) {
            panels.get(i).set(panels.get(i).get() || before.get(i));
        }
    }
}
