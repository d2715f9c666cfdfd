package dev.secateur.engine.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// The files beside a model that hold its tensors, mapped into memory. No file outside the model's folder is ever opened.
final class ExternalFiles {

    private static final String MOVE = "put the data file into the model's folder and name it without a path";

    private final @Nullable Path folder;
    private final Map<String, MemorySegment> given;
    private final Set<Path> before;
    private final Map<Path, MemorySegment> mapped = new ConcurrentHashMap<>();

    private ExternalFiles(@Nullable Path folder, Map<String, MemorySegment> given, Set<Path> before) {
        this.folder = folder;
        this.given = given;
        this.before = Set.copyOf(before);
    }

    /// No files.
    static ExternalFiles none() {
        return new ExternalFiles(null, Map.of(), Set.of());
    }

    /// The files of a folder; none if it is null.
    static ExternalFiles in(@Nullable Path folder) {
        return new ExternalFiles(folder, Map.of(), Set.of());
    }

    /// One file whose bytes are there already.
    static ExternalFiles of(String location, MemorySegment bytes) {
        return new ExternalFiles(null, Map.of(location, bytes), Set.of());
    }

    /// Tensors that are there already, of a model that once was read from data files.
    ///
    /// @param before those data files, which stay sources; empty if all was in the model
    static ExternalFiles kept(Map<String, MemorySegment> tensors, Set<Path> before) {
        return new ExternalFiles(null, Map.copyOf(tensors), before);
    }

    /// Real paths of the files that were opened.
    Set<Path> files() {
        return before.isEmpty() ? Set.copyOf(mapped.keySet()) : before;
    }

    /// True if any tensor lies in another file.
    boolean isUsed() {
        return !files().isEmpty();
    }

    /// The bytes of a tensor that lies in another file.
    ///
    /// @param owner name of the tensor or of the node that holds it, for the problem's sentence
    /// @param expected how many bytes its type and extents need
    /// @throws ProblemException if the place is outside the model's folder, missing, or shorter than told
    MemorySegment bytes(TensorProto tensor, String owner, long expected) throws ProblemException {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        MemorySegment file = open(entries.getOrDefault("location", ""), owner);
        long offset = number(entries, "offset", 0, owner);
        long length = number(entries, "length", expected, owner);
        if (length != expected) {
            throw Refusal.reading(owner,
                    "its external data has " + length + " bytes, its type and shape need " + expected);
        }
        if (offset > file.byteSize() - length) {
            throw Refusal.reading(owner, "its external data takes " + length + " bytes from byte " + offset
                    + " on, and the data file has " + file.byteSize(), "copy the data file again");
        }
        return file.asSlice(offset, length);
    }

    private static long number(Map<String, String> entries, String key, long absent, String owner)
            throws ProblemException {
        String text = entries.getOrDefault(key, "");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The same sentence as for a negative number.
        }
        throw Refusal.reading(owner, "the " + key + " of its external data is not a number from 0 on: "
                + Refusal.shown(text));
    }

    private MemorySegment open(String location, String owner) throws ProblemException {
        MemorySegment present = given.get(location);
        if (present != null) {
            return present;
        }
        Path real = resolve(location, owner);
        MemorySegment known = mapped.get(real);
        if (known != null) {
            return known;
        }
        try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            mapped.put(real, bytes);
            return bytes;
        } catch (IOException e) {
            throw Refusal.reading(owner, "its data file " + Refusal.shown(location) + " cannot be read: "
                    + AtomicFile.reason(e), "check the permissions of the data file");
        }
    }

    private Path resolve(String location, String owner) throws ProblemException {
        if (folder == null) {
            throw Refusal.reading(owner, "its data is in another file, and the model came without a folder",
                    "open the model from its file");
        }
        String shown = Refusal.shown(location);
        if (location.isEmpty()) {
            throw Refusal.reading(owner, "its data is in another file that is not named");
        }
        if (isOutside(location)) {
            throw Refusal.reading(owner, "its data file " + shown + " is outside the model's folder", MOVE);
        }
        try {
            Path real = folder.resolve(location).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw Refusal.reading(owner, "its data file " + shown + " is a link out of the model's folder", MOVE);
            }
            if (!Files.isRegularFile(real)) {
                throw Refusal.reading(owner, "its data file " + shown + " is no file");
            }
            return real;
        } catch (InvalidPathException e) {
            throw Refusal.reading(owner, "the name of its data file is not valid: " + shown);
        } catch (IOException e) {
            throw Refusal.reading(owner, "its data file " + shown + " cannot be opened: " + AtomicFile.reason(e),
                    "put the data file beside the model");
        }
    }

    /// True for absolute places in the notation of any system, and for those that go upwards.
    private static boolean isOutside(String location) {
        String slashed = location.replace('\\', '/');
        boolean drive = slashed.length() >= 2 && slashed.charAt(1) == ':' && Character.isLetter(slashed.charAt(0));
        return slashed.startsWith("/") || drive || List.of(slashed.split("/", -1)).contains("..");
    }
}
