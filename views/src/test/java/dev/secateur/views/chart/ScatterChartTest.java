package dev.secateur.views.chart;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.views.chart.ScatterPlot.Point;
import dev.secateur.views.chart.ScatterPlot.Shape;
import dev.secateur.views.chart.ScatterPlot.State;
import dev.secateur.views.theme.Theme;

import static org.assertj.core.api.Assertions.assertThat;

class ScatterChartTest {

    @Test
    void aPlotIsWrittenAsSvgWithItsTextsEscapedAndOneMarkAPoint() {
        ScatterPlot plot = new ScatterPlot("time, ms", "top-1, %",
                List.of(new Point(0, "v0", "<Original>", 2, 91, Shape.CIRCLE, 0, true, State.PLAIN),
                        new Point(1, "v1", "cut", 1, 90, Shape.CIRCLE, 0, true, State.PLAIN)),
                List.of(new double[]{1, 90}, new double[]{2, 90}, new double[]{2, 91}));
        String svg = ScatterChart.svg(plot, Theme.LIGHT, 600, 400);
        assertThat(svg).startsWith("<svg").contains("time, ms", "&lt;Original&gt;").doesNotContain("<Original>");
        assertThat(svg.split("<circle", -1)).hasSize(3);
    }

    @Test
    void onePointAloneHasAxesThatHoldIt() {
        ScatterPlot plot = new ScatterPlot("x", "y",
                List.of(new Point(0, "v0", "", 5, 0, Shape.SQUARE, 0, true, State.PRESENT)), List.of());
        assertThat(ScatterChart.svg(plot, Theme.DARK, 300, 200)).contains("<polygon").doesNotContain("NaN");
    }

    @Test
    void goalsAndBarsStretchTheAxesAndAreDrawn() {
        ScatterPlot plot = new ScatterPlot("time, ms", "top-1, %",
                List.of(new Point(0, "v0", "", 2, 91, Shape.CIRCLE, 0, true, State.PLAIN, 88, 93)), List.of(),
                List.of(new ScatterPlot.Goal(true, 1.5, "goal 1.5 ms")));
        assertThat(ScatterChart.svg(plot, Theme.LIGHT, 600, 400)).contains("goal 1.5 ms", "stroke-dasharray");
        ScatterPainter painter = new ScatterPainter(plot, Theme.LIGHT.palette(), 600, 400);
        double x = 64;
        while (painter.goalAt(x, 200).isEmpty() && x < 600) {
            x++;
        }
        assertThat(painter.goalAt(x, 200)).isPresent();
        assertThat(painter.valueAt(true, x + 4, 200)).isCloseTo(1.5, org.assertj.core.data.Offset.offset(0.01));
        assertThat(painter.valueAt(false, 0, 0)).isGreaterThan(93);
    }
}
