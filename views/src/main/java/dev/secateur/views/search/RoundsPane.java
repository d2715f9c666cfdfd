package dev.secateur.views.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.autocompress.AutoCompressReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.chart.LineKey;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// What AutoCompress tells beside its candidates: ratios of each layer over the rounds, temperature and acceptance, and how purification
/// changed the columns.
final class RoundsPane extends VBox {

    private final RatioTable ratios = new RatioTable();
    private final LineChart cooling = new LineChart("candidate of the search", "share");
    private final LineChart norms = new LineChart("energy of a column, log10 of its share of the mean", "columns");
    private final PaneHeader ratiosHeader = new PaneHeader("Ratios over the rounds");
    private final PaneHeader coolingHeader = new PaneHeader("Annealing");
    private final PaneHeader normsHeader = new PaneHeader("Purification");
    private final BorderPane below = pane(normsHeader, norms);

    RoundsPane(ObjectProperty<Theme> theme) {
        getStyleClass().add("search-rounds");
        cooling.themeProperty().bind(theme);
        norms.themeProperty().bind(theme);
        coolingHeader.options().addAll(new LineKey("temperature", 0), new LineKey("accepted", 1));
        BorderPane first = pane(ratiosHeader, ratios);
        BorderPane second = pane(coolingHeader, cooling);
        VBox.setVgrow(first, Priority.ALWAYS);
        getChildren().addAll(first, second, below);
    }

    private static BorderPane pane(PaneHeader header, Region content) {
        BorderPane pane = new BorderPane(content);
        pane.setTop(header);
        pane.setMinHeight(120);
        pane.setPrefHeight(210);
        return pane;
    }

    void show(AutoCompressReport report) {
        ratios.show(report.rounds());
        ratiosHeader.factProperty().set(report.rounds().isEmpty()
                ? "round 1 searches"
                : Figures.ratio(report.before().weights() / report.after().weights()) + " fewer weights");
        AutoCompressReport.PurifyReport purification = report.purification();
        showCooling(report);
        below.setVisible(purification != null);
        below.setManaged(purification != null);
        if (purification != null) {
            normsHeader.factProperty().set(Figures.plural(purification.filtersRemoved(), "filter") + ", "
                    + Figures.plural(purification.columnsRemoved(), "column") + " went · dashed: before");
            AutoCompressReport.Norms counted = purification.norms();
            // The first line lies in front: what is left of the other is what went.
            norms.show(List.of(line("after", counted, counted.after()), line("before", counted, counted.before())));
        }
    }

    private static LineChart.Line line(String name, AutoCompressReport.Norms norms, List<Integer> counts) {
        double[] xs = new double[counts.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = norms.low() + (i + 0.5) * norms.step();
        }
        return new LineChart.Line(name, xs, counts.stream().mapToDouble(Integer::doubleValue).toArray());
    }

    private void showCooling(AutoCompressReport report) {
        if (report.rounds().isEmpty()) {
            coolingHeader.factProperty().set("told after the first round");
            cooling.show(List.of());
            return;
        }
        AutoCompressReport.RoundReport round = report.rounds().getLast();
        List<Level> levels = levels(round.moves());
        double first = levels.isEmpty() ? 1 : levels.getFirst().temperature();
        double[] xs = levels.stream().mapToDouble(Level::candidate).toArray();
        coolingHeader.factProperty()
                .set("round " + round.round() + " · " + round.accepted() + " of " + round.evaluations());
        cooling.show(levels.isEmpty()
                ? List.of()
                : List.of(new LineChart.Line("temperature", xs,
                        levels.stream().mapToDouble(l -> l.temperature() / first).toArray()),
                        new LineChart.Line("accepted", xs, levels.stream().mapToDouble(Level::accepted).toArray())));
    }

    /// A temperature.
    ///
    /// @param candidate the last one at it
    /// @param accepted share of its moves, 0..1
    record Level(int candidate, double temperature, double accepted) {}

    static List<Level> levels(List<AutoCompressReport.MoveReport> moves) {
        Map<Double, List<Integer>> byTemperature = new LinkedHashMap<>();
        for (int i = 0; i < moves.size(); i++) {
            if (moves.get(i).temperature() > 0) {
                byTemperature.computeIfAbsent(moves.get(i).temperature(), t -> new ArrayList<>()).add(i);
            }
        }
        List<Level> levels = new ArrayList<>();
        byTemperature.forEach((temperature, own) -> levels.add(new Level(own.getLast() + 1, temperature,
                own.stream().mapToDouble(i -> moves.get(i).accepted() ? 1 : 0).average().orElse(0))));
        return levels;
    }
}
