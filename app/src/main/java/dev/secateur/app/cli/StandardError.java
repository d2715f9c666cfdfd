package dev.secateur.app.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out whether someone watches standard error.
final class StandardError {

    private static final Path LINK = Path.of("/proc/self/fd/2");

    private StandardError() {}

    static boolean isTerminal() {
        try {
            if (Files.isSymbolicLink(LINK)) {
                String target = Files.readSymbolicLink(LINK).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")
                        || target.equals("/dev/console");
            }
        } catch (IOException e) {
            return false;
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
