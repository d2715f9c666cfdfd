package dev.secateur.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// Name and version of the program, as the build wrote them.
public final class ProgramVersion {

    private ProgramVersion() {}

    /// `secateur 0.1.0`.
    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own version cannot be read", e);
        }
        return "secateur " + properties.getProperty("version");
    }
}
