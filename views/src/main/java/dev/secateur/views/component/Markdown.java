package dev.secateur.views.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with light marks taken apart: headings, paragraphs, lists in lists, tables and code; in them bold and slanted words, code
/// and links. What it does not know stays as it is.
public final class Markdown {

    private static final Pattern ITEM = Pattern.compile("( *)([-*]|\\d+\\.) +(.*)");
    private static final Pattern HEADING = Pattern.compile("(#+) +(.*)");
    private static final Pattern MARK = Pattern.compile("`([^`]+)`|\\*\\*(.+?)\\*\\*|\\[([^\\]]*)\\]\\(([^)]*)\\)"
            + "|(?<![\\w*])\\*(?=\\S)([^*]+?)(?<=\\S)\\*(?![\\w*])");
    private static final Pattern RULE = Pattern.compile("\\|?( *:?-+:? *\\|)* *:?-+:? *\\|?");
    private static final int INDENT = 2;

    private Markdown() {}

    /// A piece of a text.
    public sealed interface Block {}

    /// @param level 1 for the title
    public record Heading(int level, String text) implements Block {}

    public record Paragraph(String text) implements Block {}

    /// @param level 0 for a list that stands in no other
    /// @param marker `•` or `2.`
    public record Item(int level, String marker, String text) implements Block {}

    /// Lines as they are.
    public record Code(String text) implements Block {}

    /// @param rows the first is the head; all have as many cells
    public record Table(List<List<String>> rows) implements Block {}

    /// How words are shown.
    public enum Style {
        PLAIN, BOLD, SLANTED, CODE, LINK
    }

    /// Words of one style.
    ///
    /// @param target of a link; empty for other words
    public record Span(Style style, String text, String target) {}

    /// The pieces of a text from top to bottom.
    public static List<Block> blocks(String text) {
        Reader reader = new Reader();
        text.lines().forEach(reader::take);
        return reader.end();
    }

    /// The words of a paragraph, an item or a cell by style.
    public static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        int at = 0;
        while (mark.find()) {
            plain(spans, text.substring(at, mark.start()));
            if (mark.group(1) != null) {
                spans.add(new Span(Style.CODE, mark.group(1), ""));
            } else if (mark.group(2) != null) {
                spans.add(new Span(Style.BOLD, words(mark.group(2)), ""));
            } else if (mark.group(3) != null) {
                spans.add(new Span(Style.LINK, words(mark.group(3)), mark.group(4)));
            } else {
                spans.add(new Span(Style.SLANTED, words(mark.group(5)), ""));
            }
            at = mark.end();
        }
        plain(spans, text.substring(at));
        return spans;
    }

    private static void plain(List<Span> spans, String text) {
        if (!text.isEmpty()) {
            spans.add(new Span(Style.PLAIN, text, ""));
        }
    }

    /// A text without its marks.
    public static String words(String text) {
        StringBuilder words = new StringBuilder();
        spans(text).forEach(s -> words.append(s.text()));
        return words.toString();
    }

    /// Takes lines one after the other.
    private static final class Reader {

        private final List<Block> blocks = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private Kind kind = Kind.NOTHING;
        private int level;
        private String marker = "";

        private enum Kind {
            NOTHING, PARAGRAPH, ITEM, CODE, TABLE
        }

        void take(String line) {
            if (line.strip().startsWith("```")) {
                boolean ends = kind == Kind.CODE;
                close();
                kind = ends ? Kind.NOTHING : Kind.CODE;
            } else if (kind == Kind.CODE) {
                open.add(line);
            } else {
                takeText(line);
            }
        }

        private void takeText(String line) {
            Matcher heading = HEADING.matcher(line);
            Matcher item = ITEM.matcher(line);
            if (line.isBlank()) {
                close();
            } else if (heading.matches()) {
                close();
                blocks.add(new Heading(heading.group(1).length(), heading.group(2)));
            } else if (line.startsWith("|")) {
                go(Kind.TABLE, line);
            } else if (item.matches()) {
                close();
                level = item.group(1).length() / INDENT;
                marker = item.group(2).length() == 1 ? "•" : item.group(2);
                go(Kind.ITEM, item.group(3));
            } else {
                go(kind == Kind.ITEM ? Kind.ITEM : Kind.PARAGRAPH, line.strip());
            }
        }

        private void go(Kind now, String line) {
            if (kind != now) {
                close();
                kind = now;
            }
            open.add(line);
        }

        private void close() {
            String text = String.join(" ", open);
            switch (kind) {
                case NOTHING -> {
                    // Nothing is open.
                }
                case PARAGRAPH -> blocks.add(new Paragraph(text));
                case ITEM -> blocks.add(new Item(level, marker, text));
                case CODE -> blocks.add(new Code(String.join("\n", open)));
                case TABLE -> blocks.add(table(open));
            }
            kind = Kind.NOTHING;
            open.clear();
        }

        private static Table table(List<String> lines) {
            List<List<String>> rows = new ArrayList<>(
                    lines.stream().filter(l -> !RULE.matcher(l.strip()).matches()).map(Reader::cells).toList());
            int columns = rows.stream().mapToInt(List::size).max().orElse(0);
            rows.replaceAll(r -> {
                List<String> whole = new ArrayList<>(r);
                while (whole.size() < columns) {
                    whole.add("");
                }
                return List.copyOf(whole);
            });
            return new Table(List.copyOf(rows));
        }

        private static List<String> cells(String line) {
            String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
            return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(c -> c.strip().replace("\\|", "|")).toList();
        }

        List<Block> end() {
            close();
            return List.copyOf(blocks);
        }
    }
}
