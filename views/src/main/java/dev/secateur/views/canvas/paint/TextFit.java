package dev.secateur.views.canvas.paint;

import java.text.BreakIterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.secateur.views.theme.Typeface;

/// Measures texts and cuts them to a width with an ellipsis. Keeps what it measured.
///
/// Cuts between user-perceived characters, so emoji and combining marks stay whole. A text is only looked at as far as it
/// could ever fit, so its length does not matter.
public final class TextFit {
    private static final String ELLIPSIS = "…";
    private static final int REMEMBERED = 8192;
    /// No glyph that is drawn is narrower than this part of its size, so longer texts cannot fit.
    private static final double NARROWEST = 0.05;

    private final Map<Key, String> fitted = bounded();
    private final Map<Key, Double> widths = bounded();
    private final Map<FaceSize, Font> fonts = bounded();
    private final Text measure = new Text();

    /// A typeface at a size in px.
    public record FaceSize(Typeface face, double size) {}

    private record Key(FaceSize font, String text, double width) {}

    /// The font object, made once.
    public Font font(FaceSize font) {
        return fonts.computeIfAbsent(font, key -> key.face().at(key.size()));
    }

    /// The width of a text in px.
    public double width(FaceSize font, String text) {
        return widths.computeIfAbsent(new Key(font, text, 0), key -> measure(font, text));
    }

    /// The text itself if it fits, else as many characters as fit with an ellipsis, or nothing when not even that fits.
    /// Line breaks and other control characters become blanks.
    public String fit(FaceSize font, String text, double width) {
        if (width <= 0 || text.isEmpty()) {
            return "";
        }
        int longest = (int) Math.ceil(width / (font.size() * NARROWEST)) + 16;
        String start = text.length() > longest ? text.substring(0, longest) : text;
        boolean whole = start.length() == text.length();
        return fitted.computeIfAbsent(
                new Key(font, whole ? start : start + ELLIPSIS, width), key -> cut(font, clean(start), width, whole));
    }

    private String cut(FaceSize font, String text, double width, boolean whole) {
        if (whole && measure(font, text) <= width) {
            return text;
        }
        if (measure(font, ELLIPSIS) > width) {
            return "";
        }
        int[] ends = characterEnds(text);
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (measure(font, upTo(text, ends[middle - 1])) <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 0 ? ELLIPSIS : upTo(text, ends[low - 1]);
    }

    private static String upTo(String text, int end) {
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    private static int[] characterEnds(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return IntStream.iterate(
                characters.next(), end -> end != BreakIterator.DONE, end -> characters.next())
                .toArray();
    }

    private double measure(FaceSize font, String text) {
        measure.setFont(font(font));
        measure.setText(text);
        return measure.getLayoutBounds().getWidth();
    }

    private static String clean(String text) {
        return text.codePoints().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}", " ") : text;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
