package dev.secateur.views.scop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.scop.ScopReport;
import dev.secateur.views.component.Change;
import dev.secateur.views.component.ChangeTable;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.scop.ScopViewModel.Shown;
import dev.secateur.views.session.SpeedCheck;
import dev.secateur.views.text.Figures;

/// What the cut did to the network, and to the channel that is looked at.
final class ResultPane extends BorderPane {

    private final ScopViewModel model;
    private final VBox content = new VBox();
    private final PaneHeader header = new PaneHeader("Result");

    ResultPane(ScopViewModel model) {
        this.model = model;
        setId("scop-result");
        getStyleClass().add("scop-right");
        content.getStyleClass().add("scop-result");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setTop(header);
        setCenter(scroll);
        model.shownProperty().addListener(o -> show());
        model.layerProperty().addListener(o -> show());
        model.channelProperty().addListener(o -> show());
        show();
    }

    private void show() {
        Shown shown = model.shownProperty().get();
        if (shown == null) {
            return;
        }
        ScopReport report = shown.report();
        header.factProperty().set(report.hasCut()
                ? shown.version().name() + " " + shown.version().label()
                : "control phase runs");
        List<Node> parts = new ArrayList<>(channel());
        parts.add(heading(shown.isMoved() || !report.hasCut() ? "Channels at the line" : "The cut"));
        parts.add(new ChangeTable(changes(shown)));
        if (shown.isMoved()) {
            parts.add(new Note(Tone.INFO, "The line is drawn at " + Figures.decimal(shown.rate(), 3)
                    + ", the cut was made at " + Figures.decimal(report.rate(), 3) + ". Run again to cut there."));
        }
        addSpeed(parts, shown);
        parts.add(heading("Control group"));
        parts.add(muted("Knockoff: " + report.knockoff() + ". " + Figures.count(report.pictures()) + " pictures, "
                + Figures.plural(report.epochs(), "epoch") + "."));
        if (!report.losses().isEmpty()) {
            parts.add(muted("Loss " + Figures.decimal(report.losses().getFirst(), 3) + " in the first epoch"
                    + (report.losses().size() == 1
                            ? "."
                            : ", " + Figures.decimal(report.losses().getLast(), 3) + " in epoch "
                                    + report.losses().size() + ".")));
        }
        if (report.hasCut()) {
            parts.add(new Note(report.outcome().finetuned() == 0 ? Tone.WARNING : Tone.INFO, sentence(report.note())));
            parts.add(muted("Evaluate in the toolbar tells the accuracy."));
        }
        content.getChildren().setAll(parts);
    }

    private static void addSpeed(List<Node> parts, Shown shown) {
        MethodResult result = shown.result();
        SpeedCheck speed = result == null || shown.isMoved() ? null : SpeedCheck.of(result);
        if (speed == null) {
            return;
        }
        parts.add(muted("Times are medians in ONNX Runtime, in turns with the network before; " + speed.sentence()
                + "."));
        if (speed.isSlower()) {
            parts.add(new Note(Tone.WARNING, "Fewer MACs, yet slower here. Widths that are no multiple of 8 or 16 miss "
                    + "the blocks the runtime computes with, and scattering adds two nodes a layer. Round to 8 or 16, "
                    + "with the trunk as union, for widths that are fast."));
        }
    }

    private List<Node> channel() {
        LayerScores layer = model.layer();
        int channel = model.channelProperty().get();
        if (layer == null) {
            return List.of();
        }
        if (channel < 0 || channel >= layer.channels()) {
            return List.of(heading(layer.name()), muted("Click a channel to see what happens to it."));
        }
        Label what = heading("Channel " + channel + " of " + layer.name() + ", " + Fate.word(layer, channel));
        what.setId("scop-channel");
        List<Change> facts = List.of(fact("Real", layer.real(channel)), fact("Knockoff", layer.knockoff(channel)),
                fact("Score", layer.score(channel)), fact("β", layer.beta(channel)),
                fact("γ of its normalisation", layer.gamma(channel)),
                new Change("Rank", "", (layer.rank(channel) + 1) + " of " + layer.channels(), "", Tone.NEUTRAL));
        Label fate = muted(Fate.text(layer, channel));
        fate.setId("scop-fate");
        return List.of(what, new ChangeTable(facts), fate);
    }

    private static Change fact(String label, double value) {
        return new Change(label, "", Figures.decimal(value, 4), "", Tone.NEUTRAL);
    }

    private List<Change> changes(Shown shown) {
        List<Change> changes = new ArrayList<>();
        int before = shown.layers().stream().mapToInt(LayerScores::channels).sum();
        changes.add(change("Channels", before, model.kept()));
        MethodResult result = shown.result();
        if (result != null && !shown.isMoved()) {
            Map<String, Double> metrics = result.metrics();
            changes.add(change("Parameters", metrics.getOrDefault("parametersBefore", 0.0),
                    metrics.getOrDefault("parametersAfter", 0.0)));
            changes.add(change("MACs", metrics.getOrDefault("macsBefore", 0.0),
                    metrics.getOrDefault("macsAfter", 0.0)));
            SpeedCheck speed = SpeedCheck.of(result);
            if (speed != null) {
                changes.add(new Change("Time", Figures.modelMs(speed.beforeMs()) + " ms",
                        Figures.modelMs(speed.afterMs()) + " ms", Figures.ratio(speed.ratio()),
                        speed.isSlower() ? Tone.WARNING : speed.low() > 1 ? Tone.GOOD : Tone.NEUTRAL));
            }
        }
        return changes;
    }

    private static Change change(String label, double before, double after) {
        return new Change(label, Figures.large((long) before), Figures.large((long) after),
                Figures.change(before, after), after < before ? Tone.GOOD : Tone.NEUTRAL);
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-heading");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
