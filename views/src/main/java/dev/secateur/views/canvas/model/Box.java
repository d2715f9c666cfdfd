package dev.secateur.views.canvas.model;

import java.util.List;
import java.util.StringJoiner;

/// One thing that is drawn.
///
/// - [BoxKind#ENDPOINT]: `title` only.
/// - [BoxKind#NODE]: one row for each operator; `title` is its id or name, shown when zoomed out and read aloud.
/// - [BoxKind#BLOCK], [BoxKind#STAGE]: `title` and `detail` in the header; the first row (if any) is the body while it
///   is closed, and its reading stands in the header while a block is open.
///
/// @param id     identifies the box in its diagram and stays the same when it is opened, closed or recoloured
/// @param parent the group this box lies in, or [#NO_PARENT]
/// @param kind   how it is drawn
/// @param title  of any length, clipped when drawn
/// @param detail small text at the right of a group's header, for example `7 nodes` or `16 ch · 32×32`
/// @param rows   see above
/// @param facts  lines of small print under a node's rows
public record Box(long id, long parent, BoxKind kind, String title, String detail, List<Row> rows,
        List<String> facts) {
    /// The parent of a box on the top level.
    public static final long NO_PARENT = -1;

    public Box {
        rows = List.copyOf(rows);
        facts = List.copyOf(facts);
        if (id < 0) {
            throw new IllegalArgumentException("box ids are not negative: " + id);
        }
        if (kind == BoxKind.NODE && rows.isEmpty()) {
            throw new IllegalArgumentException("node box " + id + " has no row");
        }
    }

    /// A box without small print.
    public Box(long id, long parent, BoxKind kind, String title, String detail, List<Row> rows) {
        this(id, parent, kind, title, detail, rows, List.of());
    }

    /// An input or output of the graph.
    public static Box endpoint(long id, long parent, String title) {
        return new Box(id, parent, BoxKind.ENDPOINT, title, "", List.of());
    }

    /// One operator or a chain of them.
    public static Box node(long id, long parent, String title, List<Row> rows) {
        return new Box(id, parent, BoxKind.NODE, title, "", rows);
    }

    /// The body of a closed group, if it has one.
    public Reading bodyReading() {
        return rows.isEmpty() ? Reading.NONE : rows.getFirst().reading();
    }

    /// The same box with other rows (a recoloured box).
    public Box withRows(List<Row> other) {
        return new Box(id, parent, kind, title, detail, other, facts);
    }

    /// The same box with small print.
    public Box withFacts(List<String> lines) {
        return new Box(id, parent, kind, title, detail, rows, lines);
    }

    /// Title, detail and rows as one sentence for a screen reader.
    public String accessibleText() {
        StringJoiner text = new StringJoiner(", ");
        text.add(title);
        if (!detail.isEmpty()) {
            text.add(detail);
        }
        for (Row row : rows) {
            text.add(row.reading().isShown() ? row.name() + " " + row.reading().text() : row.name());
        }
        facts.forEach(text::add);
        return text.toString();
    }
}
