package dev.secateur.app.window;

import java.util.Arrays;
import java.util.List;

import dev.secateur.app.actions.Screen;
import dev.secateur.engine.compress.Methods;
import dev.secateur.views.theme.Icon;

/// Where one can go in the window of a model.
record WindowPlaces(Workspace workspace, ModelHost host) {

    List<Screen.Place> of(Screen.PlaceKind kind) {
        return switch (kind) {
            case TAB -> Arrays.stream(ViewTabs.Tab.values())
                    .map(t -> new Screen.Place(t.title(), t.icon(), () -> workspace.tabs().shownProperty().set(t)))
                    .toList();
            case PANEL -> workspace.rightPanels();
            // The first sample has a command of its own.
            case SAMPLE -> Arrays.stream(SampleModels.Sample.values()).filter(s -> s != SampleModels.Sample.RESNET)
                    .map(s -> new Screen.Place(s.title(), Icon.MODEL, () -> host.openSample(s))).toList();
            case METHOD -> Methods.all().stream().map(m -> new Screen.Place(m.info().title(), Icon.SLIDERS,
                    () -> workspace.showMethod(m.info().id()))).toList();
            case GUIDE -> Arrays.stream(Guide.values())
                    .map(g -> new Screen.Place(g.title(), Icon.INFO, () -> host.guide(g))).toList();
        };
    }
}
