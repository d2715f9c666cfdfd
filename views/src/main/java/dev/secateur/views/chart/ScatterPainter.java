package dev.secateur.views.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.paint.Color;

import dev.secateur.views.chart.ScatterPlot.Goal;
import dev.secateur.views.chart.ScatterPlot.Point;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;

/// Places and draws a scatter plot for a size in px. Needs no toolkit.
final class ScatterPainter {

    private static final double LEFT = 64;
    private static final double RIGHT = 20;
    private static final double TOP = 16;
    private static final double BOTTOM = 48;
    private static final double REACH = 12;
    private static final double MARK = 6;
    private static final double TICK_SIZE = 11;
    private static final double LABEL_SIZE = 11;
    private static final double PADDING = 0.08;
    private static final int MOST_TICKS = 6;
    private static final double GRASP = 4;
    private static final double HANDLE = 8;
    private static final double KEY_STEPS = 50;

    private final ScatterPlot plot;
    private final Palette palette;
    private final Rectangle2D area;
    private final Scale across;
    private final Scale up;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /// Thin lines that a label may lie over where all other places are taken.
    private final List<Rectangle2D> lines = new ArrayList<>();

    ScatterPainter(ScatterPlot plot, Palette palette, double width, double height) {
        this.plot = plot;
        this.palette = palette;
        area = new Rectangle2D(LEFT, TOP, Math.max(1, width - LEFT - RIGHT), Math.max(1, height - TOP - BOTTOM));
        across = Scale.of(DoubleStream.concat(plot.points().stream().mapToDouble(Point::x), goals(true)).toArray(),
                area.getWidth() / 72);
        up = Scale.of(DoubleStream.concat(plot.points().stream().flatMapToDouble(ScatterPainter::heights),
                goals(false)).toArray(), area.getHeight() / 40);
    }

    private DoubleStream goals(boolean horizontal) {
        return plot.goals().stream().filter(g -> g.across() == horizontal).mapToDouble(Goal::value);
    }

    private static DoubleStream heights(Point point) {
        return point.hasBar() ? DoubleStream.of(point.low(), point.y(), point.high()) : DoubleStream.of(point.y());
    }

    /// The stretch of values that an axis shows.
    private record Scale(double low, double high, double step) {

        static Scale of(double[] values, double room) {
            double least = java.util.Arrays.stream(values).min().orElse(0);
            double most = java.util.Arrays.stream(values).max().orElse(1);
            double spread = most - least;
            double pad = spread > 0 ? PADDING * spread : Math.max(Math.abs(most) / 10, 1e-6);
            double low = least >= 0 ? Math.max(0, least - pad) : least - pad;
            double high = most + pad;
            int ticks = Math.clamp((long) room, 2, MOST_TICKS);
            double step = Ticks.step(low, high, ticks);
            return new Scale(Ticks.down(low, step), Ticks.up(high, step), step);
        }

        double position(double value) {
            return (value - low) / (high - low);
        }

        String text(double value) {
            int digits = Math.clamp((long) Math.ceil(-Math.log10(step) - 1e-9), 0, 6);
            DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
            format.setMinimumFractionDigits(digits);
            format.setMaximumFractionDigits(digits);
            format.setNegativePrefix("−");
            return format.format(value);
        }

        double value(double position) {
            return low + position * (high - low);
        }

        int ticks() {
            return (int) Math.round((high - low) / step);
        }
    }

    private double x(double value) {
        return area.getMinX() + across.position(value) * area.getWidth();
    }

    private double y(double value) {
        return area.getMaxY() - up.position(value) * area.getHeight();
    }

    /// The point nearest to a place, if one is near.
    Optional<Point> at(double px, double py) {
        return plot.points().stream().filter(p -> distance(p, px, py) <= REACH)
                .min(java.util.Comparator.comparingDouble(p -> distance(p, px, py)));
    }

    private double distance(Point point, double px, double py) {
        return Math.hypot(x(point.x()) - px, y(point.y()) - py);
    }

    /// The goal whose line is at a place, if one is.
    Optional<Goal> goalAt(double px, double py) {
        boolean inside = px >= area.getMinX() - HANDLE && px <= area.getMaxX() && py >= area.getMinY() - HANDLE
                && py <= area.getMaxY() + HANDLE;
        return inside
                ? plot.goals().stream()
                        .filter(g -> Math.abs(g.across() ? x(g.value()) - px : y(g.value()) - py) <= GRASP).findFirst()
                : Optional.empty();
    }

    /// The value of an axis at a place, within what it shows.
    double valueAt(boolean horizontal, double px, double py) {
        double position = horizontal
                ? (px - area.getMinX()) / area.getWidth()
                : (area.getMaxY() - py) / area.getHeight();
        return (horizontal ? across : up).value(Math.clamp(position, 0, 1));
    }

    /// A step by keys: a fiftieth of the distance of two ticks, so that ten are a fifth.
    double keyStep(boolean horizontal) {
        return (horizontal ? across : up).step() / KEY_STEPS;
    }

    /// @param lit id of the point under the pointer; negative for none
    void draw(Ink ink, int lit) {
        axes(ink);
        front(ink);
        plot.goals().forEach(g -> goal(ink, g));
        for (Point point : plot.points()) {
            double reach = MARK + 2;
            taken.add(new Rectangle2D(x(point.x()) - reach, y(point.y()) - reach, 2 * reach, 2 * reach));
        }
        plot.points().forEach(p -> bar(ink, p));
        plot.points().forEach(p -> mark(ink, p, p.id() == lit && lit >= 0));
        plot.points().forEach(p -> label(ink, p));
    }

    private void axes(Ink ink) {
        Color grid = palette.color(Token.CHART_GRID);
        Ink.Lettering ticks = new Ink.Lettering(TICK_SIZE, false, palette.color(Token.TEXT_MUTED));
        for (int i = 0; i <= across.ticks(); i++) {
            double value = across.low() + i * across.step();
            ink.line(new double[]{x(value), area.getMinY(), x(value), area.getMaxY()}, grid, 1, 0);
            ink.text(across.text(value), x(value), area.getMaxY() + 14, ticks, 0, false);
        }
        for (int i = 0; i <= up.ticks(); i++) {
            double value = up.low() + i * up.step();
            ink.line(new double[]{area.getMinX(), y(value), area.getMaxX(), y(value)}, grid, 1, 0);
            ink.text(up.text(value), area.getMinX() - 8, y(value), ticks, 1, false);
        }
        ink.line(new double[]{area.getMinX(), area.getMaxY(), area.getMaxX(), area.getMaxY()},
                palette.color(Token.TEXT_FAINT), 1, 0);
        Ink.Lettering titles = new Ink.Lettering(11.5, false, palette.color(Token.TEXT));
        ink.text(plot.horizontal(), area.getMinX() + area.getWidth() / 2, area.getMaxY() + 36, titles, 0, false);
        ink.text(plot.vertical(), 12, area.getMinY() + area.getHeight() / 2, titles, 0, true);
    }

    private void front(Ink ink) {
        if (plot.front().size() < 2) {
            return;
        }
        double[] line = new double[2 * plot.front().size()];
        for (int i = 0; i < plot.front().size(); i++) {
            line[2 * i] = x(plot.front().get(i)[0]);
            line[2 * i + 1] = y(plot.front().get(i)[1]);
        }
        ink.line(line, palette.series(0), 1.5, 0);
        for (int i = 0; i + 3 < line.length; i += 2) {
            taken.add(new Rectangle2D(Math.min(line[i], line[i + 2]) - 1, Math.min(line[i + 1], line[i + 3]) - 1,
                    Math.abs(line[i + 2] - line[i]) + 2, Math.abs(line[i + 3] - line[i + 1]) + 2));
        }
    }

    private void goal(Ink ink, Goal goal) {
        Color color = palette.color(Token.WARNING);
        double at = goal.across() ? x(goal.value()) : y(goal.value());
        ink.line(goal.across()
                ? new double[]{at, area.getMinY(), at, area.getMaxY()}
                : new double[]{area.getMinX(), at, area.getMaxX(), at}, color, 1.5, 5);
        lines.add(goal.across()
                ? new Rectangle2D(at - 2, area.getMinY(), 4, area.getHeight())
                : new Rectangle2D(area.getMinX(), at - 2, area.getWidth(), 4));
        Ink.Lettering text = new Ink.Lettering(LABEL_SIZE, false, color);
        double width = text.width(goal.label());
        double left = goal.across()
                ? at + 6 + width > area.getMaxX() ? at - 6 - width : at + 6
                : area.getMaxX() - 6 - width;
        double middle = goal.across() ? area.getMinY() + 7 : at - 9;
        ink.text(goal.label(), left, middle, text, -1, false);
        taken.add(new Rectangle2D(left, middle - 7, width, 14));
        Color handle = palette.color(Token.TEXT);
        ink.shape(goal.across()
                ? box(at - 3, area.getMaxY() - 8, 6, 16)
                : box(area.getMinX() - 8, at - 3, 16, 6), handle, palette.color(Token.CANVAS), 1);
    }

    private static double[] box(double x, double y, double width, double height) {
        return new double[]{x, y, x + width, y, x + width, y + height, x, y + height};
    }

    private void bar(Ink ink, Point point) {
        if (point.hasBar()) {
            double cx = x(point.x());
            lines.add(new Rectangle2D(cx - 5, y(point.high()) - 1, 10, y(point.low()) - y(point.high()) + 2));
            Color color = palette.color(Token.TEXT_FAINT);
            ink.line(new double[]{cx, y(point.low()), cx, y(point.high())}, color, 1, 0);
            ink.line(new double[]{cx - 4, y(point.low()), cx + 4, y(point.low())}, color, 1, 0);
            ink.line(new double[]{cx - 4, y(point.high()), cx + 4, y(point.high())}, color, 1, 0);
        }
    }

    private Color color(Point point) {
        return point.shape() == ScatterPlot.Shape.CROSS
                ? palette.color(Token.TEXT_MUTED)
                : point.series() < 0 ? palette.color(Token.TEXT) : palette.series(point.series());
    }

    private void mark(Ink ink, Point point, boolean lit) {
        double cx = x(point.x());
        double cy = y(point.y());
        double size = lit ? MARK + 2 : MARK;
        Color color = color(point);
        Color fill = point.filled() ? color : palette.color(Token.CANVAS);
        switch (point.state()) {
            case PLAIN -> {
            }
            case PRESENT -> ink.circle(cx, cy, size + 5, Color.TRANSPARENT, palette.color(Token.ACCENT), 2);
            case CHOSEN -> ink.circle(cx, cy, size + 5, Color.TRANSPARENT, palette.color(Token.TEXT_MUTED), 1.5);
        }
        switch (point.shape()) {
            case CIRCLE -> ink.circle(cx, cy, size, fill, color, 2);
            case CROSS -> {
                ink.line(new double[]{cx - 4, cy - 4, cx + 4, cy + 4}, color, 1.5, 0);
                ink.line(new double[]{cx - 4, cy + 4, cx + 4, cy - 4}, color, 1.5, 0);
            }
            case DIAMOND -> ink.shape(corners(cx, cy, size * 1.2, 4, 0), fill, color, 2);
            case SQUARE -> ink.shape(corners(cx, cy, size * 1.2, 4, Math.PI / 4), fill, color, 2);
            case TRIANGLE -> ink.shape(corners(cx, cy + 1, size * 1.2, 3, 0), fill, color, 2);
            case HEXAGON -> ink.shape(corners(cx, cy, size * 1.1, 6, 0), fill, color, 2);
        }
    }

    private static double[] corners(double cx, double cy, double radius, int count, double turn) {
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++) {
            double angle = -Math.PI / 2 + turn + 2 * Math.PI * i / count;
            points[2 * i] = cx + radius * Math.cos(angle);
            points[2 * i + 1] = cy + radius * Math.sin(angle);
        }
        return points;
    }

    /// Right of the point, else left, above or below it, where there is room, rather than over a line; a label without room is left out, its point
    /// tells under the pointer.
    private void label(Ink ink, Point point) {
        boolean published = point.shape() == ScatterPlot.Shape.CROSS;
        Ink.Lettering plain = new Ink.Lettering(LABEL_SIZE, false, palette.color(Token.TEXT_MUTED));
        Ink.Lettering bold = new Ink.Lettering(LABEL_SIZE, true, palette.color(Token.TEXT));
        double name = point.name().isEmpty() ? 0 : bold.width(point.name()) + 4;
        double width = name + plain.width(point.label());
        double cx = x(point.x());
        double cy = y(point.y());
        double gap = point.state() == ScatterPlot.State.PLAIN ? 12 : 16;
        double[][] places = {{cx + gap, cy}, {cx - gap - width, cy}, {cx - width / 2, cy - gap - 4},
            {cx - width / 2, cy + gap + 4}, {cx + gap, cy - 14}, {cx + gap, cy + 14}, {cx - gap - width, cy - 14},
            {cx - gap - width, cy + 14}};
        for (boolean overLines : new boolean[]{false, true}) {
            for (double[] place : places) {
                Rectangle2D box = new Rectangle2D(place[0], place[1] - 7, width, 14);
                if (isFree(box, overLines)) {
                    taken.add(box);
                    if (overLines) {
                        ink.shape(box(box.getMinX(), box.getMinY(), width, box.getHeight()),
                                palette.color(Token.CANVAS), Color.TRANSPARENT, 0);
                    }
                    if (!published) {
                        ink.text(point.name(), place[0], place[1], bold, -1, false);
                    }
                    ink.text(point.label(), place[0] + name, place[1], plain, -1, false);
                    return;
                }
            }
        }
    }

    private boolean isFree(Rectangle2D box, boolean overLines) {
        boolean inside = box.getMinX() >= area.getMinX() && box.getMaxX() <= area.getMaxX() && box.getMinY() >= 0
                && box.getMaxY() <= area.getMaxY();
        return inside && taken.stream().noneMatch(box::intersects)
                && (overLines || lines.stream().noneMatch(box::intersects));
    }
}
