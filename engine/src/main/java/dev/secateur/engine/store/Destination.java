package dev.secateur.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;

import dev.secateur.engine.problem.ProblemException;

/// A file that may be written: its folder exists, it is no file that is in use as a source, and it does not exist yet unless the
/// user agreed to replace it.
///
/// @param file where to write
/// @param replace true if an existing file may be replaced
public record Destination(Path file, boolean replace) {

    /// Checks a wish for a file to write.
    ///
    /// @param sources files that must stay as they are, whatever the user agreed to; also found behind links
    /// @param replace true if an existing file may be replaced
    /// @throws ProblemException naming the file and the reason
    public static Destination of(Path file, Collection<Path> sources, boolean replace) throws ProblemException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused(file, "its folder does not exist", "make the folder first or choose another one");
        }
        if (Files.isDirectory(file)) {
            throw refused(file, "it is a folder", "give the name of a file");
        }
        for (Path source : sources) {
            if (isSame(file, source)) {
                throw refused(file, "it is the model that is being read, or belongs to it (" + source + ")",
                        "choose another name; the source is never changed");
            }
        }
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(file, "it exists already", "choose another name, or agree to replace it (--force)");
        }
        return new Destination(file, replace);
    }

    private static boolean isSame(Path file, Path source) throws ProblemException {
        try {
            return file.toAbsolutePath().normalize().equals(source.toAbsolutePath().normalize())
                    || Files.exists(file) && Files.exists(source) && Files.isSameFile(file, source);
        } catch (IOException e) {
            throw refused(file, "it cannot be compared with " + source + ": " + AtomicFile.reason(e),
                    "check the permissions");
        }
    }

    private static ProblemException refused(Path file, String why, String hint) {
        return ProblemException.ofFile("cannot write the file", file, why, hint);
    }
}
