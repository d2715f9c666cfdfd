package dev.secateur.engine.session;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Bytes on disk under the name of their SHA-256, so that what several versions have in common is there once. A payload never
/// changes and is either whole or absent. Thread-safe.
final class Payloads {

    private static final int PORTION = 1 << 20;

    private final Path folder;
    private final Map<MemorySegment, String> named = new IdentityHashMap<>();
    private final Map<String, MemorySegment> read = new HashMap<>();

    /// @param folder need not exist yet
    Payloads(Path folder) {
        this.folder = folder;
    }

    /// The name of bytes. Those of a tensor that several versions share are digested once.
    synchronized String name(MemorySegment bytes) {
        return named.computeIfAbsent(bytes, Payloads::digest);
    }

    /// Forgets which bytes it has seen, so that they can be given back.
    synchronized void forgetSeen() {
        named.clear();
        read.clear();
    }

    /// Number of bytes of those that are not kept yet.
    long missing(Map<String, MemorySegment> payloads) {
        return payloads.entrySet().stream().filter(e -> !Files.exists(file(e.getKey())))
                .mapToLong(e -> e.getValue().byteSize()).sum();
    }

    /// Keeps bytes unless they are kept already.
    ///
    /// @param name as {@link #name} gives it
    /// @throws ProblemException if they cannot be written
    void keep(String name, MemorySegment bytes) throws ProblemException {
        Path file = file(name);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot keep the session", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
        AtomicFile.write(file, channel -> {
            for (long at = 0; at < bytes.byteSize(); at += PORTION) {
                ByteBuffer part = bytes.asSlice(at, Math.min(PORTION, bytes.byteSize() - at)).asByteBuffer();
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
        });
    }

    /// The bytes, mapped from their file; the same object for the same name.
    ///
    /// @throws ProblemException if they are not there or not what they were
    synchronized MemorySegment read(String name) throws ProblemException {
        MemorySegment known = read.get(name);
        if (known != null) {
            return known;
        }
        Path file = file(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            if (!digest(bytes).equals(name)) {
                throw ProblemException.ofFile("cannot reopen the session", file, "it is damaged",
                        "drop the session in the settings, and begin with the model's own file");
            }
            read.put(name, bytes);
            named.put(bytes, name);
            return bytes;
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot reopen the session", file, AtomicFile.reason(e),
                    "drop the session in the settings, and begin with the model's own file");
        }
    }

    /// Sum of the sizes of those that are there, bytes.
    long size(Collection<String> names) {
        long sum = 0;
        for (String name : names) {
            sum += file(name).toFile().length();
        }
        return sum;
    }

    /// Names of all that are there.
    List<String> all() throws ProblemException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName())).filter(n -> !n.startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the sessions", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
    }

    /// Removes bytes.
    void drop(String name) throws ProblemException {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove the file", file(name), AtomicFile.reason(e),
                    "remove it by hand");
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    static String digest(MemorySegment bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long at = 0; at < bytes.byteSize(); at += PORTION) {
                digest.update(bytes.asSlice(at, Math.min(PORTION, bytes.byteSize() - at)).asByteBuffer());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
