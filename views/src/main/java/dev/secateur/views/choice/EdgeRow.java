package dev.secateur.views.choice;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import dev.secateur.engine.compress.proxylessnas.ProxylessReport;
import dev.secateur.views.text.Figures;

/// An edge as a bar: each operation as wide as it is likely, the likeliest named.
final class EdgeRow extends HBox {

    private static final double NAME_WIDTH = 112;
    private static final double CHOSEN_WIDTH = 176;
    private static final int COLOURS = 7;

    EdgeRow(ProxylessReport.EdgeReport edge, boolean searching) {
        getStyleClass().add("choice-row");
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label(edge.id());
        name.setMinWidth(NAME_WIDTH);
        name.setMaxWidth(NAME_WIDTH);
        name.setTooltip(new Tooltip(edge.id()));
        ProxylessReport.OperationReport taken = edge.operations().get(edge.chosen());
        Label chosen = new Label(taken.label() + "  " + Figures.percent(taken.probability()));
        chosen.setMinWidth(CHOSEN_WIDTH);
        chosen.setMaxWidth(CHOSEN_WIDTH);
        chosen.getStyleClass().add(searching ? "muted" : "choice-taken");
        getChildren().addAll(name, bar(edge), chosen);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(edge.id() + ": " + taken.label() + ", " + Figures.percent(taken.probability()));
    }

    /// The style class of an operation's colour, in the order of the curves.
    static String colour(int operation) {
        return "choice-part-" + operation % COLOURS;
    }

    private static HBox bar(ProxylessReport.EdgeReport edge) {
        HBox bar = new HBox();
        bar.getStyleClass().add("choice-bar");
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMinWidth(0);
        for (int i = 0; i < edge.operations().size(); i++) {
            ProxylessReport.OperationReport operation = edge.operations().get(i);
            Region part = new Region();
            part.getStyleClass().addAll("choice-part", colour(i));
            part.setMinWidth(0);
            part.prefWidthProperty().bind(bar.widthProperty().multiply(operation.probability()));
            Tooltip.install(part, new Tooltip(operation.label() + ", " + Figures.percent(operation.probability())
                    + ", " + Figures.large(operation.macs()) + " MACs"));
            bar.getChildren().add(part);
        }
        return bar;
    }
}
