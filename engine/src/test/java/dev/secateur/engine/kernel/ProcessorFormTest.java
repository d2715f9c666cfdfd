package dev.secateur.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ProcessorFormTest {

    @Test
    void vectorsServeOnlyWhereTheyPay() {
        assertThat(ProcessorForm.of(true, "mixed mode, sharing", () -> 512).text())
                .isEqualTo("vector instructions of 512 bits");
        assertThat(ProcessorForm.of(true, "mixed mode", () -> 256).vectors()).isTrue();
        assertThat(ProcessorForm.of(true, "mixed mode", () -> 128).text()).startsWith("plain Java; vectors of less");
        assertThat(ProcessorForm.of(true, "mixed mode, emulated-client", () -> 512).text())
                .startsWith("plain Java; this Java machine runs without");
        assertThat(ProcessorForm.of(true, "interpreted mode", () -> 512).vectors()).isFalse();
    }

    @Test
    void withoutTheModuleNothingOfItIsTouched() {
        ProcessorForm form = ProcessorForm.of(false, "mixed mode", () -> {
            throw new AssertionError("asked for vectors");
        });
        assertThat(form.text()).isEqualTo("plain Java; started without --add-modules jdk.incubator.vector");
        assertThat(form.loops()).isNotInstanceOf(VectorLoops.class);
    }

    @Test
    void aProgramWithoutTheModuleComputesTheSameInPlainJava() throws Exception {
        List<String> without = lines(List.of());
        List<String> with = lines(List.of("--add-modules", "jdk.incubator.vector"));
        assertThat(without.getFirst()).isEqualTo("plain Java; started without --add-modules jdk.incubator.vector");
        assertThat(with.getFirst()).matches("vector instructions of .*|plain Java; vectors .*");
        assertThat(with.getLast()).isEqualTo(without.getLast());
    }

    private static List<String> lines(List<String> options) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assumeTrue(Files.isExecutable(java), () -> "skipped: there is no " + java + " to start");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.add(FormTrial.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        List<String> lines = process.inputReader().readAllLines();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
