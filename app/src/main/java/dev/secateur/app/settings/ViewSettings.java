package dev.secateur.app.settings;

import java.util.Map;
import java.util.TreeMap;

/// How one model was looked at.
///
/// @param model absolute path of its file
/// @param state in the words of the window
public record ViewSettings(String model, Map<String, String> state) {

    public ViewSettings {
        state = java.util.Collections.unmodifiableMap(new TreeMap<>(state));
    }
}
