package dev.secateur.app.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// The models that come with the program, as files: they lie in a jar, and models are read from files.
final class SampleModel {

    private static final String RESOURCES = "dev/secateur/sample/models/";

    private final Path folder;

    SampleModel(Path folder) {
        this.folder = folder;
    }

    /// In this user's folder for things that may be thrown away: under `XDG_CACHE_HOME`, `LOCALAPPDATA`, or `.cache`.
    static SampleModel ofUser(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", environment.getOrDefault("LOCALAPPDATA", ""));
        Path folder = configured.isBlank() ? Path.of(home, ".cache") : Path.of(configured);
        return new SampleModel(folder.resolve("secateur"));
    }

    /// The file of one, written if it is not there or not the same.
    ///
    /// @param name of its file
    /// @throws ProblemException if it cannot be written
    Path file(String name) throws ProblemException {
        Path file = folder.resolve(name);
        try (InputStream in = SampleModel.class.getClassLoader().getResourceAsStream(RESOURCES + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its sample model " + name);
            }
            byte[] bytes = in.readAllBytes();
            if (!Files.exists(file) || !Arrays.equals(bytes, Files.readAllBytes(file))) {
                Files.createDirectories(folder);
                AtomicFile.write(file, channel -> {
                    ByteBuffer left = ByteBuffer.wrap(bytes);
                    while (left.hasRemaining()) {
                        channel.write(left);
                    }
                });
            }
            return file;
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot unpack the sample model", file, AtomicFile.reason(e),
                    "check the permissions of the folder, or open a model of your own");
        }
    }

    /// True if a file is the one that {@link #file} gives.
    boolean is(Path file) {
        return file.startsWith(folder);
    }
}
