package dev.secateur.views.chart;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ChartTest {
    @BeforeAll
    static void startTheToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void binsCountEveryFiniteValueOnce() {
        Bins bins = Bins.of(new float[]{-1, -1, 0, 0.5f, 1, Float.NaN, Float.POSITIVE_INFINITY}, 4);
        assertThat(bins.counts()).containsExactly(2, 0, 1, 2);
        assertThat(bins.low()).isEqualTo(-1);
        assertThat(bins.high()).isEqualTo(1);
    }

    @Test
    void equalValuesAndNoValuesHaveBinsToo() {
        Bins equal = Bins.of(new float[]{3, 3, 3}, 5);
        assertThat(equal.low()).isLessThan(3);
        assertThat(equal.high()).isGreaterThan(3);
        assertThat(java.util.Arrays.stream(equal.counts()).sum()).isEqualTo(3);
        assertThat(Bins.of(new float[0], 5).counts()).containsOnly(0);
        assertThat(Bins.of(new float[]{0, 0}, 2).counts()).containsExactlyInAnyOrder(0, 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 5, 0.2", "0, 739, 5, 200", "-0.3, 0.3, 6, 0.1", "0, 9, 5, 2", "1000, 1001, 4, 0.2"})
    void ticksStandAtRoundDistances(double low, double high, int count, double step) {
        assertThat(Ticks.step(low, high, count)).isEqualTo(step, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aHistogramIsDrawnInTheThemesColours(Theme theme) throws TimeoutException {
        Histogram histogram = FxToolkit.setupFixture(() -> new Histogram("weight value", "weights"));
        WritableImage image = FxToolkit.setupFixture(() -> {
            histogram.themeProperty().set(theme);
            histogram.show(new Bins(0, 2, new long[]{10, 10}));
            Scene scene = new Scene(new StackPane(histogram), 400, 200);
            return scene.snapshot(null);
        });
        assertThat(image.getPixelReader().getColor(2, 2)).isEqualTo(Token.CANVAS.in(theme));
        Color bar = image.getPixelReader().getColor(140, 120);
        assertThat(bar).isEqualTo(theme.palette().series(0));
        assertThat(histogram.getAccessibleText()).contains("20 weights");
    }

    @Test
    void aChartOfUsualSizeHasFourToSevenTicksOnEachAxis() {
        LineChart chart = new LineChart("epoch", "top-1, %");
        chart.show(List.of(new LineChart.Line("test", new double[]{0, 10, 20}, new double[]{51.3, 88, 90.7})));
        JFreeChart built = chart.chart(Theme.LIGHT.palette(), 420, 200);
        assertThat(built).isNotNull();
        for (Object axis : List.of(built.getXYPlot().getDomainAxis(), built.getXYPlot().getRangeAxis())) {
            NumberAxis number = (NumberAxis) axis;
            double ticks = number.getRange().getLength() / number.getTickUnit().getSize();
            assertThat(ticks).isBetween(3.0, 7.0);
        }
        assertThat(built.getXYPlot().getRangeAxis().getLabel()).isEqualTo("top-1, %");
    }

    @Test
    void aChartWithoutDataIsEmpty() {
        LineChart chart = new LineChart("epoch", "loss");
        assertThat(chart.chart(Theme.LIGHT.palette(), 400, 200)).isNull();
        chart.show(List.of(new LineChart.Line("one", new double[]{1}, new double[]{3})));
        assertThat(chart.chart(Theme.LIGHT.palette(), 400, 200)).isNotNull();
    }
}
