package dev.secateur.engine.autograd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TorchTest {

    /// What a process of its own does: it says whether LibTorch is there, and uses it.
    public static final class FirstUse {

        private FirstUse() {}

        /// Prints the reason against training, or a sum that LibTorch computed.
        public static void main(String[] arguments) {
            System.out.println(Torch.unavailable().orElseGet(() -> "sum " + Var.full(2, 3).sum().item()));
        }
    }

    private static String run(String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(properties));
        command.add(FirstUse.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void theFirstUseOnAComputerUnpacksAndLoads(@TempDir Path empty) throws IOException, InterruptedException {
        assertThat(run("-Dorg.bytedeco.javacpp.cachedir=" + empty)).contains("sum 6.0");
    }

    @Test
    void aPlatformWithoutLibTorchIsToldSo() throws IOException, InterruptedException {
        assertThat(run("-Dorg.bytedeco.javacpp.platform=linux-arm64"))
                .contains("LibTorch has no native library for linux-arm64");
    }

    @Test
    void needsAtLeastOneThread() {
        assertThatThrownBy(() -> Torch.setThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sectionsPutBackWhatWasSet() {
        assertThat(Torch.recordsGradients()).isTrue();
        try (Section off = Torch.withoutGradients()) {
            assertThat(Torch.recordsGradients()).isFalse();
            try (Section on = Torch.withGradients()) {
                assertThat(Torch.recordsGradients()).isTrue();
            }
            assertThat(Torch.recordsGradients()).isFalse();
        }
        assertThat(Torch.recordsGradients()).isTrue();
    }
}
