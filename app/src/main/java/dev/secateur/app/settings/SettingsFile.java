package dev.secateur.app.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.RunStore;
import dev.secateur.engine.store.AtomicFile;

/// The file of settings. Losing it costs nobody any work, so a broken one is set aside and the defaults serve.
public final class SettingsFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file;
    }

    /// The file of this user: under `XDG_CONFIG_HOME`, `APPDATA`, or `.config` in the home folder.
    public static SettingsFile ofUser(Map<String, String> environment, String home) {
        return new SettingsFile(folder(environment, home).resolve("settings.json"));
    }

    /// The folder of that file, for all that the program remembers.
    public static Path folder(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", environment.getOrDefault("APPDATA", ""));
        Path folder = configured.isBlank() ? Path.of(home, ".config") : Path.of(configured);
        return folder.resolve("secateur");
    }

    /// The folder of kept sessions: under `XDG_DATA_HOME`, `LOCALAPPDATA`, or `.local/share` in the home folder.
    public static Path sessions(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_DATA_HOME", environment.getOrDefault("LOCALAPPDATA", ""));
        Path folder = configured.isBlank() ? Path.of(home, ".local", "share") : Path.of(configured);
        return folder.resolve("secateur").resolve("sessions");
    }

    /// Where records of runs are kept, and what is needed to go on with those that were cut off.
    RunStore runs() {
        return new RunStore(file.resolveSibling("runs"));
    }

    /// What was read.
    ///
    /// @param settings as in the file, or the defaults
    /// @param complaint one sentence if the file could not be used, otherwise empty
    public record Loaded(Settings settings, String complaint) {}

    /// Reads the file; a missing one gives the defaults. One that cannot be read is renamed to `settings.json.broken`.
    public Loaded load() {
        if (!Files.exists(file)) {
            return new Loaded(Settings.defaults(), "");
        }
        try {
            Settings read = JSON.readValue(Files.readAllBytes(file), Settings.class);
            return read == null ? new Loaded(Settings.defaults(), setAside()) : new Loaded(read, "");
        } catch (JacksonException e) {
            return new Loaded(Settings.defaults(), setAside());
        } catch (IOException e) {
            return new Loaded(Settings.defaults(),
                    "The settings in " + file + " cannot be read (" + AtomicFile.reason(e) + "); the defaults serve");
        }
    }

    private String setAside() {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        String start = "The settings in " + file + " make no sense; the defaults serve";
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return start + " and the file is kept as " + aside.getFileName();
        } catch (IOException e) {
            return start;
        }
    }

    /// Writes the file as a whole.
    ///
    /// @throws ProblemException if it cannot be written; whoever closes the window may ignore that
    public void save(Settings settings) throws ProblemException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remember the settings", file, AtomicFile.reason(e),
                    "check the permissions of the folder");
        }
        byte[] bytes = JSON.writeValueAsBytes(settings);
        AtomicFile.write(file, channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }
}
