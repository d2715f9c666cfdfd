package dev.secateur.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsFileTest {

    @TempDir
    Path folder;

    private SettingsFile file() {
        return SettingsFile.ofUser(Map.of("XDG_CONFIG_HOME", folder.toString()), "/nowhere");
    }

    private Path path() {
        return folder.resolve("secateur").resolve("settings.json");
    }

    @Test
    void withoutAFileTheDefaultsServeAndNobodyComplains() {
        assertThat(file().load()).isEqualTo(new SettingsFile.Loaded(Settings.defaults(), ""));
    }

    @Test
    void whatIsSavedIsLoaded() throws ProblemException {
        Settings settings = Settings.defaults().withDark(true).withThreads(3).withRecent("/a.onnx")
                .withRecent("/b.onnx");
        file().save(settings);
        assertThat(file().load()).isEqualTo(new SettingsFile.Loaded(settings, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"version\":1,\"colour\":3}", "{\"version\":99}", "plain words"})
    void aBrokenFileIsSetAsideWithASentence(String content) throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), content);
        SettingsFile.Loaded loaded = file().load();
        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
        assertThat(loaded.complaint()).contains("settings.json.broken");
        assertThat(path()).doesNotExist();
        assertThat(path().resolveSibling("settings.json.broken")).hasContent(content);
    }

    @Test
    void aFolderThatCannotBeMadeIsAProblem() throws IOException {
        Files.writeString(folder.resolve("secateur"), "in the way");
        assertThatThrownBy(() -> file().save(Settings.defaults())).isInstanceOf(ProblemException.class);
    }

    @Test
    void theNewestFileStandsFirstOnceAndNineAreKept() {
        Settings settings = Settings.defaults();
        for (int i = 0; i < 12; i++) {
            settings = settings.withRecent("/" + i + ".onnx");
        }
        settings = settings.withRecent("/5.onnx");
        assertThat(settings.recent()).hasSize(Settings.RECENT_KEPT).startsWith("/5.onnx", "/11.onnx", "/10.onnx")
                .doesNotHaveDuplicates();
    }

    @Test
    void sizesThatNoWindowHasAreReplaced() {
        WindowSettings window = new WindowSettings(Double.NaN, 3, false, -1, 368, 1e9, 240, true, true, true);
        assertThat(window).isEqualTo(WindowSettings.defaults());
    }
}
