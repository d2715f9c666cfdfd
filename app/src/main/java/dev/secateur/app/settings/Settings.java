package dev.secateur.app.settings;

import java.util.ArrayList;
import java.util.List;

/// All that is remembered.
///
/// @param version of this record's form
/// @param dark true for the dark theme
/// @param threads threads of ONNX Runtime
/// @param window the window
/// @param recent absolute paths of the models opened last, newest first, at most {@link #RECENT_KEPT}
public record Settings(int version, boolean dark, int threads, WindowSettings window, List<String> recent) {

    /// The form that is written now.
    public static final int VERSION = 1;

    /// As many as there are keys for: Ctrl+1 to Ctrl+9.
    public static final int RECENT_KEPT = 9;

    public Settings {
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version + " is not known");
        }
        recent = recent.stream().distinct().limit(RECENT_KEPT).toList();
        threads = Math.max(1, threads);
    }

    /// Those of the first start.
    public static Settings defaults() {
        return new Settings(VERSION, false, 1, WindowSettings.defaults(), List.of());
    }

    /// With a file that was just opened in front.
    public Settings withRecent(String file) {
        List<String> files = new ArrayList<>(recent);
        files.remove(file);
        files.addFirst(file);
        return new Settings(version, dark, threads, window, files);
    }

    /// With these files.
    public Settings withRecentFiles(List<String> files) {
        return new Settings(version, dark, threads, window, files);
    }

    public Settings withDark(boolean isDark) {
        return new Settings(version, isDark, threads, window, recent);
    }

    public Settings withThreads(int count) {
        return new Settings(version, dark, count, window, recent);
    }

    public Settings withWindow(WindowSettings now) {
        return new Settings(version, dark, threads, now, recent);
    }
}
