package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.Property;

import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.settings.ViewSettings;

/// Remembers for each model how it was looked at: which view, which panels, how the graph is drawn, how versions are compared.
final class LayoutMemory {

    private static final String VIEW = "view";
    private static final String COMPARING = "comparing";

    private final Workspace workspace;
    private final OpenModel model;
    private final SettingsModel settings;
    private final Map<String, Property<Boolean>> switches = new LinkedHashMap<>();
    private boolean restoring;

    LayoutMemory(Workspace workspace, OpenModel model, SettingsModel settings) {
        this.workspace = workspace;
        this.model = model;
        this.settings = settings;
        switches.put("left", workspace.panels().leftOpenProperty());
        switches.put("table", workspace.panels().tableOpenProperty());
        switches.put("across", workspace.leftToRightProperty());
        switches.put("attributes", workspace.details().attributesProperty());
        switches.put("weights", workspace.details().weightsProperty());
        switches.put("names", workspace.details().namesProperty());
    }

    void install() {
        switches.values().forEach(p -> p.addListener(o -> remember()));
        workspace.tabs().shownProperty().addListener(o -> remember());
        workspace.comparing().addListener(o -> remember());
        model.session().sourceProperty().addListener((o, was, is) -> {
            if (is != null) {
                restore(settings.get().viewOf(key(is)));
            }
        });
        model.journal().layoutProperty().addListener((o, was, is) -> {
            if (!restoring) {
                restore(is);
            }
        });
    }

    private void remember() {
        Path source = model.session().source();
        if (restoring || source == null) {
            return;
        }
        Map<String, String> state = new HashMap<>();
        switches.forEach((name, property) -> state.put(name, property.getValue().toString()));
        state.put(VIEW, workspace.tabs().shownProperty().get().name());
        state.put(COMPARING, workspace.comparing().get());
        settings.change(s -> s.withView(new ViewSettings(key(source), state)));
        restoring = true;
        model.journal().layoutProperty().set(state);
        restoring = false;
    }

    private void restore(Map<String, String> state) {
        restoring = true;
        switches.forEach((name, property) -> {
            String kept = state.get(name);
            if (kept != null) {
                property.setValue(Boolean.valueOf(kept));
            }
        });
        for (ViewTabs.Tab tab : ViewTabs.Tab.values()) {
            if (tab.name().equals(state.get(VIEW))) {
                workspace.tabs().shownProperty().set(tab);
            }
        }
        workspace.comparing().set(state.getOrDefault(COMPARING, ""));
        restoring = false;
    }

    private static String key(Path source) {
        return source.toAbsolutePath().normalize().toString();
    }
}
