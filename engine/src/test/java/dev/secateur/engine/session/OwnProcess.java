package dev.secateur.engine.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// A class of the tests as a program of its own, with the same class path.
final class OwnProcess {

    private OwnProcess() {}

    /// Ready to be started; what it says on both streams is one. Skips the test where there is no Java to start.
    ///
    /// @param options of the machine
    static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assumeTrue(Files.isExecutable(java), () -> "skipped: there is no " + java + " to start");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // In the environment, because ONNX Runtime crashes in a process whose command line is longer than 4 KiB.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        return builder;
    }
}
