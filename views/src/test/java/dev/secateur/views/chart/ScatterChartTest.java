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
}
