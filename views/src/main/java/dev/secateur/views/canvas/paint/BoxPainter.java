package dev.secateur.views.canvas.paint;

import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.theme.OperatorClass;
import dev.secateur.views.theme.Token;

/// Paints boxes with all their text (from 60 % zoom on).
final class BoxPainter {
    static final double RADIUS = 6;
    static final double STAGE_RADIUS = 8;

    private static final double BLOCK_HEADER = 22;
    private static final double STAGE_HEADER = 28;
    private static final double CELL = 56;
    private static final double NARROW_CELL = 50;
    private static final double NARROW_NODE = 140;
    private static final double PAD = 9;

    private final Brush brush;

    BoxPainter(Brush brush) {
        this.brush = brush;
    }

    /// The ground of an open group, below the edges.
    void frame(PlacedBox placed) {
        Rect rect = placed.bounds();
        boolean stage = placed.kind() == BoxKind.STAGE;
        double radius = stage ? STAGE_RADIUS : RADIUS;
        brush.fillRound(rect, radius, color(stage ? Token.SUBTLE : Token.CANVAS));
        brush.strokeRound(rect, radius, color(Token.BORDER), 1);
    }

    /// The header of an open group, above the edges that run through it.
    void openHeader(PlacedBox placed) {
        boolean stage = placed.kind() == BoxKind.STAGE;
        Rect rect = placed.bounds();
        double height = stage ? STAGE_HEADER : BLOCK_HEADER;
        Rect header = new Rect(rect.x() + 0.5, rect.y() + 0.5, rect.w() - 1, height - 0.5);
        if (!stage) {
            brush.fillCorners(header, Corners.top(RADIUS - 0.5), color(Token.BLOCK_HEADER));
        }
        Box box = placed.box();
        String right = stage || !box.bodyReading().isShown()
                ? box.detail()
                : box.bodyReading().text();
        boolean mono = !stage && box.bodyReading().isShown();
        header(header, box.title(), new HeaderText(right, mono, true, stage ? color(Token.SUBTLE) : null));
    }

    void closed(PlacedBox placed) {
        switch (placed.kind()) {
            case ENDPOINT -> endpoint(placed);
            case NODE -> node(placed);
            case BLOCK, STAGE -> closedGroup(placed);
        }
    }

    private void endpoint(PlacedBox placed) {
        Rect rect = placed.bounds();
        brush.fillRound(rect, rect.h() / 2, color(Token.CANVAS));
        brush.strokeRound(rect, rect.h() / 2, color(Token.BORDER), 1);
        brush.center(
                Brush.BODY, placed.box().title(), rect.centerX(), rect.centerY(), rect.w() - 20, color(Token.TEXT));
    }

    private void closedGroup(PlacedBox placed) {
        Rect rect = placed.bounds();
        Box box = placed.box();
        boolean body = !box.rows().isEmpty();
        Rect header = new Rect(rect.x(), rect.y(), rect.w(), Math.min(BLOCK_HEADER, rect.h()));
        brush.fillCorners(
                header,
                body ? Corners.top(RADIUS) : Corners.all(RADIUS),
                color(Token.BLOCK_HEADER));
        if (body) {
            Row row = box.rows().getFirst();
            body(new Rect(rect.x(), header.bottom(), rect.w(), rect.h() - header.h()), row);
        }
        header(header, box.title(), new HeaderText(box.detail(), false, false, null));
        brush.strokeRound(rect, RADIUS, color(Token.BORDER), 1);
    }

    private void body(Rect rect, Row row) {
        Corners corners = Corners.bottom(RADIUS);
        Color textColor = color(Token.TEXT);
        if (row.reading() instanceof Reading.Value(String text, double position) && !Double.isNaN(position)) {
            brush.fillCorners(rect, corners, brush.style.value(position));
            textColor = brush.style.valueText(position);
        } else {
            brush.fillCorners(rect, corners, color(Token.CANVAS));
            if (row.reading() instanceof Reading.NoData || row.reading() instanceof Reading.Fused) {
                brush.hatch(rect.grow(-1), color(Token.HATCH), 1);
                textColor = color(Token.TEXT_MUTED);
            }
        }
        double middle = rect.centerY();
        boolean value = row.reading() instanceof Reading.Value;
        double used = brush.right(
                value ? Brush.VALUE : Brush.SMALL,
                row.reading().text(),
                rect.right() - PAD,
                middle,
                rect.w() * 0.55,
                textColor);
        brush.left(Brush.BODY, row.name(), rect.x() + PAD, middle, rect.w() - 2 * PAD - used - 6, textColor);
    }

    private void node(PlacedBox placed) {
        Box box = placed.box();
        Rect rect = placed.rowsArea();
        boolean plain = box.facts().isEmpty();
        if (!plain) {
            facts(placed);
        }
        int count = box.rows().size();
        boolean cells = box.rows().stream().anyMatch(row -> row.reading().isShown());
        double cell = cells ? cellWidth(rect) : 0;
        double height = rect.h() / count;
        for (int i = 0; i < count; i++) {
            Rect line = new Rect(rect.x(), rect.y() + i * height, rect.w(), height);
            double top = i == 0 ? RADIUS : 0;
            double bottom = plain && i == count - 1 ? RADIUS : 0;
            Rect name = new Rect(line.x(), line.y(), line.w() - cell, line.h());
            Row row = box.rows().get(i);
            name(name, row, new Corners(top, cells ? 0 : top, cells ? 0 : bottom, bottom));
            if (cells) {
                Rect value = new Rect(name.right(), line.y(), cell, line.h());
                cell(value, row.reading(), new Corners(0, top, bottom, 0));
            }
            if (i > 0) {
                Pen onColor = new Pen(brush.withAlpha(Color.WHITE, 0.28), 1);
                Pen onCell = new Pen(color(Token.BORDER_MUTED), 1);
                brush.line(line.x(), line.y(), name.right(), line.y(), onColor);
                brush.line(name.right(), line.y(), line.right(), line.y(), onCell);
            }
        }
        if (cells) {
            Rect column = new Rect(rect.right() - cell, rect.y(), cell, rect.h());
            brush.strokeCorners(column, new Corners(0, RADIUS, plain ? RADIUS : 0, 0), color(Token.BORDER), 1);
        }
    }

    /// The small print below the rows: attributes, weights, names.
    private void facts(PlacedBox placed) {
        Rect rect = placed.bounds();
        brush.fillRound(rect, RADIUS, color(Token.CANVAS));
        brush.strokeRound(rect, RADIUS, color(Token.BORDER), 1);
        double y = placed.rowsArea().bottom() + PlacedBox.FACT_LINE / 2 + 4;
        for (String line : placed.box().facts()) {
            brush.left(Brush.FACT, line, rect.x() + PAD, y, rect.w() - 2 * PAD, color(Token.TEXT_MUTED));
            y += PlacedBox.FACT_LINE;
        }
    }

    /// Small nodes have a narrower cell, which leaves more to the operator's name.
    private static double cellWidth(Rect rect) {
        return rect.w() <= NARROW_NODE ? NARROW_CELL : CELL;
    }

    private void name(Rect rect, Row row, Corners corners) {
        brush.fillCorners(rect, corners, brush.style.palette().operator(row.operatorClass()));
        if (row.operatorClass() == OperatorClass.UNKNOWN) {
            Pen dashes = new Pen(brush.withAlpha(Color.WHITE, 0.75), 1).dashed(4, 3);
            brush.surface.strokeCorners(rect.grow(-1.5), corners, dashes);
        }
        brush.left(
                Brush.OPERATOR, row.name(), rect.x() + PAD, rect.centerY(), rect.w() - PAD - 2, Color.WHITE);
    }

    private void cell(Rect rect, Reading reading, Corners corners) {
        if (reading instanceof Reading.Value(String text, double position) && !Double.isNaN(position)) {
            brush.fillCorners(rect, corners, brush.style.value(position));
            value(rect, text, brush.style.valueText(position));
            return;
        }
        brush.fillCorners(rect, corners, color(Token.CANVAS));
        if (reading instanceof Reading.Value(String text, double position)) {
            value(rect, text, color(Token.TEXT));
        } else if (reading.isShown()) {
            brush.hatch(rect, color(Token.HATCH), 1);
            brush.center(
                    Brush.SMALL,
                    reading.text(),
                    rect.centerX(),
                    rect.centerY(),
                    rect.w() - 4,
                    color(Token.TEXT_MUTED));
        }
    }

    private void value(Rect rect, String text, Color color) {
        boolean roomy = brush.text.width(Brush.VALUE, text) <= rect.w() - 2 * 8;
        brush.right(
                roomy ? Brush.VALUE : Brush.SMALL_VALUE,
                text,
                rect.right() - (roomy ? 8 : 4),
                rect.centerY(),
                rect.w() - 6,
                color);
    }

    /// @param patch colour behind the texts, so that an edge does not run through them
    private record HeaderText(
            String right, boolean mono, boolean open, @org.jspecify.annotations.Nullable Color patch) {}

    private void header(Rect rect, String title, HeaderText header) {
        double middle = rect.centerY();
        double rightEdge = rect.right() - PAD;
        TextFit.FaceSize font = header.mono() ? Brush.SMALL_VALUE : Brush.SMALL;
        double titleWidth = Math.min(brush.text.width(Brush.TITLE, shortened(title)), rect.w() - 31);
        double room = Math.max(rect.w() - 31 - titleWidth - 8, 0);
        String fitted = brush.text.fit(font, header.right(), room);
        boolean whole = fitted.equals(header.right());
        double used = whole && !fitted.isEmpty() ? brush.text.width(font, fitted) : 0;
        double titleRoom = rect.w() - 31 - (used > 0 ? used + 8 : 0);
        if (header.patch() != null) {
            brush.fill(
                    new Rect(rect.x() + 18, middle - 8, Math.min(titleWidth, titleRoom) + 7, 16), header.patch());
            brush.fill(new Rect(rightEdge - used - 4, middle - 8, used + 5, 16), header.patch());
        }
        brush.chevron(rect.x() + 11, middle, header.open(), color(Token.TEXT_MUTED));
        brush.left(Brush.TITLE, title, rect.x() + 21, middle, titleRoom, color(Token.TEXT));
        if (used > 0) {
            brush.right(font, fitted, rightEdge, middle, used + 1, color(Token.TEXT_MUTED));
        }
    }

    private static String shortened(String title) {
        return title.length() > 128 ? title.substring(0, 128) : title;
    }

    private Color color(Token token) {
        return brush.style.color(token);
    }
}
