package dev.secateur.views.inspector;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import dev.secateur.engine.kernel.ChannelStatistics;
import dev.secateur.engine.kernel.Statistics;
import dev.secateur.views.chart.Bins;
import dev.secateur.views.chart.Heatmap;
import dev.secateur.views.chart.Histogram;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// One constant input: its numbers and their histogram.
final class WeightPane extends VBox {

    private static final double CHART_HEIGHT = 150;
    private static final double MAP_HEIGHT = 220;

    WeightPane(InspectorViewModel.WeightSheet sheet, ObjectProperty<Theme> theme) {
        getStyleClass().addAll("inspector-section", "weight-pane");
        Statistics s = sheet.statistics();
        Label title = new Label(sheet.weight().role() + " · " + sheet.weight().tensor().shape().display());
        title.getStyleClass().add("section-heading");
        getChildren().add(title);
        if (s.finite() > 1) {
            Histogram histogram = new Histogram("value of " + sheet.weight().role(), "elements");
            histogram.themeProperty().bind(theme);
            histogram.setMinHeight(CHART_HEIGHT);
            histogram.setPrefHeight(CHART_HEIGHT);
            histogram.show(bins(s));
            getChildren().add(histogram);
        }
        getChildren().add(new FactTable(List.of(
                new Fact("Range", Figures.significant(s.min()) + " to " + Figures.significant(s.max())),
                new Fact("Mean, deviation", Figures.significant(s.mean()) + ", " + Figures.significant(s.deviation())),
                new Fact("Zeros", Figures.count(s.zeros()),
                        Figures.percent(s.sparsity()) + " of " + Figures.count(s.finite())),
                new Fact("Not finite", Figures.count(s.notFinite())))));
        ChannelStatistics channels = sheet.channels();
        if (channels != null) {
            getChildren().addAll(small("Sizes (root mean square): output channels down, input channels across"),
                    map(channels.map(), theme));
            ChannelTable table = new ChannelTable(channels.channels());
            addKernels(sheet.weight(), table, theme);
            getChildren().addAll(small("Output channels"), table);
        }
    }

    /// A channel that is chosen in the table is the one whose kernels are shown.
    private void addKernels(NodeSheet.Weight weight, ChannelTable table, ObjectProperty<Theme> theme) {
        NodeSheet.Axes axes = weight.axes();
        int channels = Kernels.channels(weight.tensor(), axes);
        if (axes != null && channels > 0) {
            KernelPane kernels = new KernelPane(weight, axes, channels, theme);
            table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
                if (is != null) {
                    kernels.choose(is.index());
                }
            });
            getChildren().add(kernels);
        }
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("inspector-text");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Heatmap map(ChannelStatistics.Map map, ObjectProperty<Theme> theme) {
        Heatmap shown = new Heatmap((row, column) -> span(row, map.rows(), map.channels()) + ", "
                + span(column, map.columns(), map.others()), MAP_HEIGHT);
        shown.setId("weight-map");
        shown.themeProperty().bind(theme);
        shown.show(new Heatmap.Matrix(map.rows(), map.columns(), map.values(), Figures::significant));
        return shown;
    }

    /// The indices that a cell stands for: `7`, or `14–15` where several share a cell.
    private static String span(int cell, int cells, long extent) {
        long from = (cell * extent + cells - 1) / cells;
        long to = ((cell + 1) * extent + cells - 1) / cells - 1;
        return from >= to ? Long.toString(from) : from + "–" + to;
    }

    /// A tensor whose elements are all equal still has a bar, in the middle.
    private static Bins bins(Statistics s) {
        double half = s.min() < s.max() ? 0 : Math.max(Math.abs(s.min()), 1e-6) / 2;
        if (half == 0) {
            return new Bins(s.min(), s.max(), s.histogram());
        }
        long[] counts = new long[s.histogram().length];
        counts[counts.length / 2] = s.finite();
        return new Bins(s.min() - half, s.max() + half, counts);
    }
}
