package dev.secateur.views.inspector;

import java.util.function.IntConsumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.CopyButton;
import dev.secateur.views.component.Pill;
import dev.secateur.views.component.Tone;
import dev.secateur.views.text.Figures;

/// A coupling group in words, with its nodes as links.
final class CoupledPane extends VBox {

    /// @param here the node that is shown
    /// @param show goes to a node
    CoupledPane(CoupledSheet sheet, int here, IntConsumer show) {
        setId("coupled");
        getStyleClass().addAll("inspector-section", "coupled-pane");
        Region sign = new Region();
        sign.getStyleClass().add("coupled-sign");
        Label title = new Label("Coupled channels");
        title.getStyleClass().add("section-heading");
        HBox head = new HBox(sign, title, new Pill(sheet.title(), sheet.frozen() ? Tone.REFUSED : Tone.INFO));
        head.getStyleClass().add("coupled-head");
        if (sheet.frozen()) {
            head.getChildren().add(CopyButton.of(() -> String.join("\n", sheet.sentences())));
        }
        getChildren().add(head);
        sheet.sentences().forEach(s -> getChildren().add(text(s)));
        for (CoupledSheet.Role role : sheet.roles()) {
            Label name = new Label(role.title());
            name.getStyleClass().add("fact-name");
            VBox links = new VBox(name);
            for (NodeSheet.Link link : role.nodes()) {
                Hyperlink shown = new Hyperlink(link.label());
                shown.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
                shown.setDisable(link.node() == here);
                shown.setOnAction(event -> show.accept(link.node()));
                links.getChildren().add(shown);
            }
            if (role.more() > 0) {
                links.getChildren().add(text("and " + Figures.count(role.more()) + " more, lit in the graph"));
            }
            getChildren().add(links);
        }
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("inspector-text");
        return label;
    }
}
