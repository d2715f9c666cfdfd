package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.secateur.engine.problem.Problem;

/// The file that the open model came from, which is never written to.
final class SourceFile {

    private SourceFile() {}

    /// Why nothing is written to the file that the model came from.
    static Problem refusal(Path file) {
        return new Problem.OfFile("cannot export over the model that is open", file, "the source file is never touched",
                "choose another name");
    }

    /// True if two paths lead to the same file, under whatever names.
    static boolean isSame(Path source, Path file) {
        try {
            return Files.exists(file) && Files.isSameFile(source, file);
        } catch (IOException e) {
            return source.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize());
        }
    }
}
