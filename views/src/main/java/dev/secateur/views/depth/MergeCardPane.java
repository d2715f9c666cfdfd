package dev.secateur.views.depth;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.block.MergePreview;
import dev.secateur.views.component.Change;
import dev.secateur.views.component.ChangeTable;
import dev.secateur.views.component.Tone;
import dev.secateur.views.theme.Icon;

/// The card of one block: its id, the ways to merge it, and its rows before and after.
final class MergeCardPane extends VBox {

    /// More ways to merge than this stand on a line of their own.
    private static final int FIT_IN_HEAD = 2;

    MergeCardPane(MergeCard card, DepthViewModel model) {
        getStyleClass().add("merge-card");
        setId("card-" + card.block());
        setAccessibleText(card.block() + ", " + card.chosen().kernelBefore() + " to " + card.chosen().kernelAfter());
        VBox body = new VBox(table(card.rows()));
        if (card.options().size() > FIT_IN_HEAD) {
            body.getChildren().addFirst(variants(card, model));
        }
        body.getStyleClass().add("merge-card-body");
        getChildren().addAll(head(card, model), body);
        if (!card.warning().isEmpty()) {
            getChildren().add(warning(card.warning()));
        }
    }

    /// Rows as a table, each change coloured by what it means.
    static Node table(List<Comparison> rows) {
        return new ChangeTable(rows.stream().map(MergeCardPane::change).toList());
    }

    private static Change change(Comparison row) {
        boolean pair = !row.after().isEmpty();
        Tone tone = switch (row.meaning()) {
            case BETTER -> Tone.GOOD;
            case WORSE -> Tone.WARNING;
            case NEUTRAL -> Tone.NEUTRAL;
        };
        // A single text stands in the last column, where it does not widen those of the numbers.
        return pair
                ? new Change(row.label(), row.before(), row.after(), row.change(), tone)
                : new Change(row.label(), "", "", row.before(), tone);
    }

    private static Node head(MergeCard card, DepthViewModel model) {
        Label id = DepthView.label(card.block(), "merge-card-id");
        id.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button remove = new Button("", Icon.X.at(14));
        remove.getStyleClass().addAll("icon-button", "flat");
        remove.setAccessibleText("Take " + card.block() + " out");
        remove.setOnAction(event -> model.remove(card.block()));
        HBox head = new HBox(id, space, remove);
        if (card.options().size() <= FIT_IN_HEAD) {
            head.getChildren().add(2, variants(card, model));
        }
        head.getStyleClass().add("merge-card-head");
        return head;
    }

    private static Node variants(MergeCard card, DepthViewModel model) {
        HBox row = new HBox();
        row.getStyleClass().add("merge-variants");
        row.setMinWidth(USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (MergePreview option : card.options()) {
            ToggleButton button = new ToggleButton(option.label());
            button.getStyleClass().add("merge-variant");
            button.setToggleGroup(group);
            button.setSelected(option.variant() == card.chosen().variant());
            button.setOnAction(event -> model.choose(card.block(), option.variant()));
            row.getChildren().add(button);
        }
        return row;
    }

    private static Node warning(String text) {
        Label label = DepthView.label(text + ".", "merge-warning-text");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox strip = new HBox(Icon.WARNING.at(14), label);
        strip.getStyleClass().add("merge-warning");
        return strip;
    }
}
