package dev.secateur.views.gamma;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// One normalisation: name, how many channels stay, its histogram, and what is below the threshold.
final class GammaCell extends VBox {

    static final double WIDTH = 212;
    static final double HEIGHT = 108;
    private static final int BINS = 32;
    private static final PseudoClass CUT = PseudoClass.getPseudoClass("cut");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Label name = new Label();
    private final Label kept = new Label();
    private final Label fact = new Label();
    private final Tooltip tip = new Tooltip();
    private final GammaChart chart = new GammaChart(true);
    private @Nullable GammaRow row;

    GammaCell(GammaViewModel model) {
        getStyleClass().add("gamma-cell");
        fit(WIDTH);
        name.getStyleClass().add("gamma-cell-name");
        name.setMinWidth(0);
        name.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
        kept.getStyleClass().add("gamma-cell-kept");
        kept.setMinWidth(USE_PREF_SIZE);
        fact.getStyleClass().add("gamma-cell-fact");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(4, name, gap, kept);
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(head, chart, fact);
        Tooltip.install(head, tip);
        chart.setOnMoved(value -> with(r -> model.setOwn(r.group(), value)));
        chart.setOnReset(() -> with(r -> model.clearOwn(r.group())));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                with(model::select);
            }
        });
    }

    /// Takes this width, at least {@link #WIDTH}.
    void fit(double width) {
        setMinSize(width, HEIGHT);
        setPrefSize(width, HEIGHT);
        setMaxSize(width, HEIGHT);
    }

    private void with(java.util.function.Consumer<GammaRow> action) {
        GammaRow shown = row;
        if (shown != null) {
            action.accept(shown);
        }
    }

    void show(GammaRow now, GammaScan.Range range, boolean log, Theme theme, boolean selected) {
        row = now;
        name.setText(now.name());
        tip.setText(now.name() + (now.own() ? "\nown threshold; double-click to return it" : ""));
        int goes = now.count(Fate.GOES);
        kept.setText(goes == 0 ? Integer.toString(now.channels()) : now.kept() + "/" + now.channels());
        if (now.isLocked() != (kept.getGraphic() != null)) {
            kept.setGraphic(now.isLocked() ? Icon.LOCK.at(12) : null);
        }
        fact.setText(fact(now));
        pseudoClassStateChanged(CUT, goes > 0);
        pseudoClassStateChanged(CHOSEN, selected);
        chart.show(new GammaPlot(GammaBars.of(List.of(now), range, BINS), List.of(), now.threshold(), log,
                !now.isLocked()), theme);
        setAccessibleText(now.name() + ", " + kept.getText() + " channels stay, " + fact.getText());
    }

    private static String fact(GammaRow row) {
        String own = row.own() ? ", own τ" : "";
        int held = row.count(Fate.HELD);
        return row.below() + " below τ"
                + (row.isLocked() ? ", cannot be cut" : held > 0 ? ", " + held + " " + row.decided() : "") + own;
    }
}
