package dev.secateur.views.depth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.block.MergePreview;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.depthmerge.DepthMergeReport;
import dev.secateur.engine.compress.depthmerge.EndActivation;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Pill;
import dev.secateur.views.component.Tone;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The depth panel at the right of the workbench: cards of blocks that would merge, refusals, the whole model, and Apply.
public final class DepthView extends BorderPane {

    private final DepthViewModel model;
    private final VBox content = new VBox();
    private final SurveyPane survey;
    private final CoursePane course;
    private Runnable onCompare = () -> {};

    public DepthView(DepthViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        this.survey = new SurveyPane(model.survey());
        this.course = new CoursePane(theme);
        getStyleClass().add("depth-view");
        getStylesheets().add(Objects.requireNonNull(DepthView.class.getResource("depth.css")).toExternalForm());
        PaneHeader header = new PaneHeader("Depth");
        header.factProperty().set("merge blocks, UPDP");
        setTop(header);
        content.getStyleClass().add("depth-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setCenter(scroll);
        setBottom(footer());
        InvalidationListener refill = o -> fill();
        model.cards().addListener(refill);
        model.refusals().addListener(refill);
        model.totalsProperty().addListener((o, was, is) -> fill());
        model.appliedProperty().addListener((o, was, is) -> fill());
        model.availabilityProperty().addListener((o, was, is) -> fill());
        model.courseProperty().addListener((o, was, is) -> {
            if (is != null) {
                course.show(is);
            }
            if ((is == null) != (was == null)) {
                fill();
            }
        });
        fill();
    }

    private Node footer() {
        Button apply = new Button("Apply merge", Icon.MERGE.at(16));
        apply.setId("depth-apply");
        apply.getStyleClass().add("accent");
        apply.setMaxWidth(Double.MAX_VALUE);
        apply.setOnAction(event -> {
            // The button goes off while it applies; without this the focus would move on to a text field, which keeps Ctrl+Z for itself.
            requestFocus();
            model.apply();
        });
        apply.disableProperty().bind(model.applicable().not());
        HBox.setHgrow(apply, Priority.ALWAYS);
        Button measure = new Button();
        measure.setId("depth-measure");
        measure.setMinWidth(USE_PREF_SIZE);
        measure.textProperty().bind(
                Bindings.when(model.measuringProperty()).then("Stop measuring").otherwise("Measure time"));
        measure.setOnAction(event -> {
            if (model.measuringProperty().get()) {
                model.cancelMeasuring();
            } else {
                model.measure();
            }
        });
        measure.disableProperty().bind(Bindings.isEmpty(model.cards()));
        HBox footer = new HBox(apply, measure);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }

    /// What the button does that shows the present beside the version it was made from.
    public void setOnCompare(Runnable action) {
        onCompare = action;
    }

    private Node beforeAndAfter() {
        Button compare = new Button("Show before and after", Icon.COMPARE.at(16));
        compare.setId("depth-compare");
        compare.setMaxWidth(Double.MAX_VALUE);
        compare.setOnAction(event -> onCompare.run());
        return compare;
    }

    private void fill() {
        List<Node> parts = new ArrayList<>();
        if (model.isMade()) {
            parts.add(beforeAndAfter());
        }
        if (model.availabilityProperty().get() != DepthViewModel.Availability.NO_MODEL
                && model.availabilityProperty().get() != DepthViewModel.Availability.NO_BLOCKS) {
            parts.add(survey);
        }
        if (model.courseProperty().get() != null) {
            parts.add(course);
        }
        DepthMergeReport report = model.appliedProperty().get();
        if (report != null) {
            parts.add(applied(report));
        }
        if (model.availabilityProperty().get() == DepthViewModel.Availability.SELECTED) {
            addCards(parts);
            addRefusals(parts);
            addTotals(parts);
        } else {
            parts.add(empty(model.availabilityProperty().get()));
        }
        content.getChildren().setAll(parts);
    }

    private Node empty(DepthViewModel.Availability availability) {
        return switch (availability) {
            case NO_MODEL -> new EmptyState(Icon.MERGE, "Open a model to see which of its blocks can merge.");
            case ANALYSING -> new EmptyState(Icon.MERGE, "Looking for blocks.");
            case NO_BLOCKS -> new EmptyState(Icon.BAN,
                    "No blocks were found in this network, so there is nothing to merge.");
            case NOTHING_MERGEABLE -> new EmptyState(Icon.BAN,
                    "None of the blocks can merge. Select one to read the reason.");
            case NOTHING_SELECTED, SELECTED -> new EmptyState(Icon.SELECT_BOX,
                    "Select blocks in the graph, or Shift+drag a box around them.").withAction("Select all mergeable",
                            model::selectAllMergeable);
        };
    }

    private void addCards(List<Node> parts) {
        if (model.cards().isEmpty()) {
            return;
        }
        Label direction = label("before → after", "depth-aside");
        parts.add(heading("Will merge", new Pill(Figures.plural(model.cards().size(), "block"), Tone.INFO), direction));
        model.cards().forEach(card -> parts.add(new MergeCardPane(card, model)));
        if (model.endsWithoutActivation()) {
            parts.add(endActivation());
        }
    }

    private Node endActivation() {
        ChoiceBox<EndActivation> choice = new ChoiceBox<>();
        choice.getItems().setAll(EndActivation.values());
        choice.setValue(model.endActivationProperty().get());
        choice.valueProperty().addListener((o, was, is) -> model.endActivationProperty().set(is));
        choice.setAccessibleText("Activation behind merged blocks that end without one");
        return heading("Activation after a merged block", null, choice);
    }

    private void addRefusals(List<Node> parts) {
        if (model.refusals().isEmpty()) {
            return;
        }
        parts.add(heading("Refused", new Pill(Figures.plural(model.refusals().size(), "block"), Tone.REFUSED), null));
        for (Refusal refusal : model.refusals()) {
            Note note = new Note(Tone.REFUSED, refusal.block() + ": " + refusal.reason() + ".");
            if (!refusal.nodes().isEmpty()) {
                note.withLink("Show nodes", () -> model.showNodes(refusal));
            }
            parts.add(note);
            if (refusal.droppable()) {
                Hyperlink drop = new Hyperlink("Leave " + refusal.block() + " out instead");
                drop.setOnAction(event -> model.choose(refusal.block(), Variant.DROP));
                parts.add(drop);
            }
        }
    }

    private void addTotals(List<Node> parts) {
        Totals totals = model.totalsProperty().get();
        if (totals == null) {
            return;
        }
        Region line = new Region();
        line.getStyleClass().add("depth-line");
        parts.add(line);
        parts.add(heading("Whole model", null, label(totals.caption(), "depth-aside")));
        parts.add(MergeCardPane.table(totals.rows()));
        if (!totals.verdict().isEmpty()) {
            Label verdict = label(totals.verdict(), "depth-verdict");
            verdict.getStyleClass().add("verdict-" + totals.meaning().name().toLowerCase(java.util.Locale.ROOT));
            Label spread = label(totals.spread(), "depth-aside");
            spread.setWrapText(true);
            parts.add(new VBox(verdict, spread));
        }
        parts.add(new Note(Tone.WARNING, MergePreview.UNTRAINED));
    }

    private static Node applied(DepthMergeReport report) {
        String text = "Merged " + Figures.plural(report.blocks().size(), "block")
                + ". Largest relative difference in ONNX Runtime on " + report.inputs() + ": "
                + (report.dropping().maxRel() > 0
                        ? "leaving blocks out " + Figures.significant(report.dropping().maxRel()) + ", "
                        : "")
                + "removing activations "
                + Figures.significant(report.activations().maxRel()) + ", moving padding and stride "
                + Figures.significant(report.geometry().maxRel()) + ", merging "
                + Figures.significant(report.merging().maxRel()) + ".";
        Note note = new Note(Tone.GOOD, text);
        note.setId("depth-applied");
        return note;
    }

    private static Node heading(String title, @org.jspecify.annotations.Nullable Node pill,
            @org.jspecify.annotations.Nullable Node aside) {
        Label label = label(title, "section-heading");
        label.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(label);
        row.getStyleClass().add("depth-heading-row");
        if (pill != null) {
            row.getChildren().add(pill);
        }
        row.getChildren().add(space);
        if (aside != null) {
            row.getChildren().add(aside);
        }
        return row;
    }

    static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
