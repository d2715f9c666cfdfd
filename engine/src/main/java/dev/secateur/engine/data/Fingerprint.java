package dev.secateur.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Collects what identifies data, a network, or settings into one SHA-256.
public final class Fingerprint {

    private static final int CHUNK = 1 << 20;
    private static final int BEGINNING = 1 << 16;

    private final MessageDigest digest;

    /// Of nothing yet.
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Adds a text and where it ends.
    public Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    Fingerprint add(int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        digest.update(bytes);
        return this;
    }

    /// Adds bytes.
    public Fingerprint add(MemorySegment segment) {
        byte[] buffer = new byte[CHUNK];
        for (long at = 0; at < segment.byteSize(); at += CHUNK) {
            int count = (int) Math.min(CHUNK, segment.byteSize() - at);
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, buffer, 0, count);
            digest.update(buffer, 0, count);
        }
        return this;
    }

    /// A file's size and its first 64 KiB, which is all of most pictures.
    Fingerprint addBeginning(Path file) throws ProblemException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).flip());
            digest.update(beginning);
            return this;
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the data set", file, AtomicFile.reason(e),
                    "check the permissions");
        }
    }

    /// 64 hexadecimal digits.
    public String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
