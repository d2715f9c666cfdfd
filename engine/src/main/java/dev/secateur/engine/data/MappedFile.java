package dev.secateur.engine.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Files as memory.
final class MappedFile {

    private MappedFile() {}

    /// The bytes of a file, mapped; unmapped when the segment is no longer reachable.
    ///
    /// @param what what was being tried, for the problem
    static MemorySegment of(Path file, String what) throws ProblemException {
        if (!Files.isRegularFile(file)) {
            throw ProblemException.ofFile(what, file,
                    Files.exists(file) ? "it is not a file" : "it does not exist",
                    "give the folder that holds it");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw ProblemException.ofFile(what, file, AtomicFile.reason(e), "check the permissions");
        }
    }
}
