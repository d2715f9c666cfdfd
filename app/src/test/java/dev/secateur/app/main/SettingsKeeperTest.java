package dev.secateur.app.main;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.settings.Settings;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsKeeperTest {

    @TempDir
    Path folder;

    @Test
    void whatIsChangedIsInTheFileAtOnce() {
        SettingsFile file = new SettingsFile(folder.resolve("settings.json"));
        SettingsModel settings = new SettingsModel(file, Settings.defaults());
        new SettingsKeeper(settings, new DirectJobRunner(Progress.none())).install();

        settings.change(s -> s.withDark(true));
        assertThat(file.load().settings().dark()).isTrue();
        settings.opened(folder.resolve("model.onnx"));
        assertThat(file.load().settings().recent()).singleElement().asString().endsWith("model.onnx");
        settings.recent().clear();
        assertThat(file.load().settings().recent()).isEmpty();
        settings.budgetProperty().set(5L << 30);
        assertThat(file.load().settings().further().budget()).isEqualTo(5L << 30);
    }
}
