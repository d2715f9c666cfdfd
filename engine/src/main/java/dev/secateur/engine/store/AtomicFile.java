package dev.secateur.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.secateur.engine.problem.ProblemException;

/// Writes a file so that it is either whole or untouched: temporary file beside it, flushed to disk, then renamed.
public final class AtomicFile {

    private AtomicFile() {}

    /// Fills the temporary file; may throw anything a write may throw.
    @FunctionalInterface
    public interface Filler {
        void fill(FileChannel channel) throws IOException, ProblemException;
    }

    /// Writes `target` as a whole; on any failure the target is as before and nothing is left beside it.
    ///
    /// @throws ProblemException naming the file, if the folder is missing, the disk is full, or writing is not allowed
    public static void write(Path target, Filler filler) throws ProblemException {
        Path whole = target.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw ProblemException.ofFile("cannot write the file", target, "its folder does not exist",
                    "make the folder first or choose another one");
        }
        Path part = null;
        try {
            // Not createTempFile: that would leave the result readable by its owner alone, whatever the user's own setting is.
            Path fresh = folder
                    .resolve("." + whole.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                part = fresh;
                filler.fill(channel);
                channel.force(true);
            }
            move(part, whole);
            part = null;
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the file", target, reason(e),
                    "free some space, check the permissions, or choose another folder");
        } finally {
            discard(part);
        }
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(@org.jspecify.annotations.Nullable Path part) throws ProblemException {
        if (part == null) {
            return;
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove a temporary file", part, reason(e), "remove it by hand");
        }
    }

    /// The reason of a failed file operation in plain words, without the path that such messages repeat.
    public static String reason(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
