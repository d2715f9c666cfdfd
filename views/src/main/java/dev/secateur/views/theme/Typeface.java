package dev.secateur.views.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.scene.text.Font;

/// The bundled fonts (SIL Open Font License 1.1, texts beside the files).
///
/// JavaFX finds only regular and bold of a family by weight, so every weight here is a family of its own name.
public enum Typeface {
    TEXT("Inter-Regular.otf", 400),
    TEXT_MEDIUM("Inter-Medium.otf", 500),
    TEXT_SEMIBOLD("Inter-SemiBold.otf", 600),
    MONO("JetBrainsMono-Regular.ttf", 400),
    MONO_MEDIUM("JetBrainsMono-Medium.ttf", 500),
    MONO_SEMIBOLD("JetBrainsMono-SemiBold.ttf", 600);

    private final String file;
    private final int weight;

    Typeface(String file, int weight) {
        this.file = file;
        this.weight = weight;
    }

    /// The weight as CSS counts it: 400, 500 or 600.
    public int weight() {
        return weight;
    }

    /// Whether all characters are equally wide.
    public boolean isMono() {
        return this == MONO || this == MONO_MEDIUM || this == MONO_SEMIBOLD;
    }

    /// This face at a size in px.
    public Font at(double size) {
        return Loaded.font(this, size);
    }

    /// The font file, for libraries that read fonts themselves. The caller closes it.
    public InputStream open() {
        return Objects.requireNonNull(Typeface.class.getResourceAsStream("font/" + file), file);
    }

    /// Registers all faces with the toolkit, so that stylesheets find them. Calling it again changes nothing.
    public static void load() {
        Loaded.font(TEXT, 13);
    }

    private static final class Loaded {
        private static final Font[] FACES = read();

        static Font font(Typeface face, double size) {
            return new Font(FACES[face.ordinal()].getName(), size);
        }

        private static Font[] read() {
            Typeface[] faces = Typeface.values();
            Font[] fonts = new Font[faces.length];
            for (Typeface face : faces) {
                fonts[face.ordinal()] = read(face);
            }
            return fonts;
        }

        private static Font read(Typeface face) {
            try (InputStream in = face.open()) {
                return Objects.requireNonNull(Font.loadFont(in, 13), face.file);
            } catch (IOException e) {
                throw new UncheckedIOException(face.file, e);
            }
        }
    }
}
