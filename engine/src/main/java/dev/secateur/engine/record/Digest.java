package dev.secateur.engine.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// SHA-256 of files, 64 hexadecimal digits.
public final class Digest {

    private static final int CHUNK = 1 << 20;

    private Digest() {}

    /// Of a file.
    public static String of(Path file) throws ProblemException {
        return of(List.of(file));
    }

    /// Of several files one after the other: a model and its data files.
    public static String of(Collection<Path> files) throws ProblemException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[CHUNK];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            } catch (IOException e) {
                throw ProblemException.ofFile("cannot read the file", file, AtomicFile.reason(e), "");
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of bytes.
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
