package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file that the open model came from, which is never written to.
final class SourceFile {

    private SourceFile() {}

    /// True if two paths lead to the same file, under whatever names.
    static boolean isSame(Path source, Path file) {
        try {
            return Files.exists(file) && Files.isSameFile(source, file);
        } catch (IOException e) {
            return source.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize());
        }
    }
}
