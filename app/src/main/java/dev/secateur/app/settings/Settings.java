package dev.secateur.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// All that is remembered.
///
/// @param version of this record's form
/// @param dark true for the dark theme
/// @param threads threads of ONNX Runtime
/// @param window the window
/// @param recent absolute paths of the models opened last, newest first, at most {@link #RECENT_KEPT}
/// @param table how the layer table is arranged; null for as at first
/// @param data what was chosen for models, newest first, at most {@link #DATA_KEPT}; none in files of older programs
/// @param views how models were looked at, newest first, at most {@link #DATA_KEPT}; none in files of older programs
/// @param more what programs since have learned to remember; null in files of older ones
public record Settings(int version, boolean dark, int threads, WindowSettings window, List<String> recent,
        @Nullable TableSettings table, @Nullable List<DataSettings> data, @Nullable List<ViewSettings> views,
        @Nullable MoreSettings more) {

    /// The form that is written now.
    public static final int VERSION = 1;

    /// As many as there are keys for: Ctrl+1 to Ctrl+9.
    public static final int RECENT_KEPT = 9;

    /// Models whose data is remembered.
    public static final int DATA_KEPT = 100;

    public Settings {
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version + " is not known");
        }
        recent = recent.stream().distinct().limit(RECENT_KEPT).toList();
        threads = Math.max(1, threads);
        data = data == null ? List.of() : List.copyOf(data);
        views = views == null ? List.of() : List.copyOf(views);
        more = more == null ? MoreSettings.defaults() : more;
    }

    /// Those of the first start.
    public static Settings defaults() {
        return new Settings(VERSION, false, 1, WindowSettings.defaults(), List.of(), null, List.of(), List.of(),
                MoreSettings.defaults());
    }

    /// With a file that was just opened in front.
    public Settings withRecent(String file) {
        List<String> files = new ArrayList<>(recent);
        files.remove(file);
        files.addFirst(file);
        return new Settings(version, dark, threads, window, files, table, data, views, more);
    }

    /// With these files.
    public Settings withRecentFiles(List<String> files) {
        return new Settings(version, dark, threads, window, files, table, data, views, more);
    }

    public Settings withDark(boolean isDark) {
        return new Settings(version, isDark, threads, window, recent, table, data, views, more);
    }

    public Settings withThreads(int count) {
        return new Settings(version, dark, count, window, recent, table, data, views, more);
    }

    public Settings withWindow(WindowSettings now) {
        return new Settings(version, dark, threads, now, recent, table, data, views, more);
    }

    public Settings withTable(TableSettings now) {
        return new Settings(version, dark, threads, window, recent, now, data, views, more);
    }

    /// With what was chosen for one model; a choice of no data is forgotten.
    public Settings withData(DataSettings chosen) {
        List<DataSettings> kept = new ArrayList<>(data == null ? List.of() : data);
        kept.removeIf(d -> d.model().equals(chosen.model()));
        if (!chosen.spec().isEmpty()) {
            kept.addFirst(chosen);
        }
        return new Settings(version, dark, threads, window, recent, table, kept.stream().limit(DATA_KEPT).toList(),
                views, more);
    }

    /// What was chosen for a model; empty if nothing was.
    public Optional<DataSettings> dataOf(String model) {
        return data == null ? Optional.empty() : data.stream().filter(d -> d.model().equals(model)).findFirst();
    }

    /// With how one model is looked at.
    public Settings withView(ViewSettings now) {
        List<ViewSettings> kept = new ArrayList<>(views == null ? List.of() : views);
        kept.removeIf(v -> v.model().equals(now.model()));
        kept.addFirst(now);
        return new Settings(version, dark, threads, window, recent, table, data,
                kept.stream().limit(DATA_KEPT).toList(), more);
    }

    /// How a model was looked at; empty if it was not.
    public Map<String, String> viewOf(String model) {
        return views == null
                ? Map.of()
                : views.stream().filter(v -> v.model().equals(model)).findFirst().map(ViewSettings::state)
                        .orElse(Map.of());
    }

    public Settings withMore(MoreSettings now) {
        return new Settings(version, dark, threads, window, recent, table, data, views, now);
    }

    /// True if the theme is that of the system: unless the user chose one, which in files of older programs only dark tells.
    public boolean followsSystem() {
        Boolean said = further().systemTheme();
        return said == null ? !dark : said;
    }

    /// What programs since the first have learned to remember.
    public MoreSettings further() {
        return more == null ? MoreSettings.defaults() : more;
    }
}
