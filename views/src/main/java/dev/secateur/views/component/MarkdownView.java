package dev.secateur.views.component;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.secateur.views.theme.Icon;

/// Shows a text with light marks; see {@link Markdown}.
public final class MarkdownView extends VBox {

    private static final double MARKER = 22;
    private static final double INDENT = 20;
    private static final double GAP = 16;
    private static final double LEAST_COLUMN = 72;
    private static final double CELL_FONT = 12;

    private final double width;
    private final Predicate<String> known;
    private final Consumer<String> follow;

    /// @param width of the lines in px
    /// @param known whether the target of a link can be followed; others are shown as words
    /// @param follow goes there
    public MarkdownView(double width, Predicate<String> known, Consumer<String> follow) {
        this.width = width;
        this.known = known;
        this.follow = follow;
        getStyleClass().add("markdown");
        setMaxWidth(width);
    }

    /// Shows a text in place of what was there.
    public void show(String text) {
        getChildren().setAll(Markdown.blocks(text).stream().map(this::node).toList());
    }

    private Node node(Markdown.Block block) {
        return switch (block) {
            case Markdown.Heading(int level, String text) ->
                styled(flow(text), "markdown-heading", "markdown-heading-" + Math.min(level, 3));
            case Markdown.Paragraph(String text) -> styled(flow(text), "markdown-text");
            case Markdown.Item item -> item(item);
            case Markdown.Code(String text) -> code(text);
            case Markdown.Table(List<List<String>> rows) -> table(rows);
        };
    }

    private static <N extends Node> N styled(N node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }

    private TextFlow flow(String text) {
        TextFlow flow = new TextFlow();
        fill(flow, text);
        return flow;
    }

    private void fill(TextFlow flow, String text) {
        for (Markdown.Span span : Markdown.spans(text)) {
            flow.getChildren().add(word(span));
        }
        flow.setAccessibleText(Markdown.words(text));
    }

    private Node word(Markdown.Span span) {
        if (span.style() == Markdown.Style.LINK && known.test(span.target())) {
            Hyperlink link = new Hyperlink(span.text());
            link.getStyleClass().add("markdown-link");
            link.setOnAction(e -> follow.accept(span.target()));
            return link;
        }
        return styled(new Text(span.text()), switch (span.style()) {
            case PLAIN, LINK -> "markdown-plain";
            case BOLD -> "markdown-bold";
            case SLANTED -> "markdown-slanted";
            case CODE -> "markdown-mono";
        });
    }

    private HBox item(Markdown.Item item) {
        Label marker = styled(new Label(item.marker()), "markdown-marker");
        marker.setMinWidth(MARKER);
        TextFlow words = flow(item.text());
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = styled(new HBox(marker, words), "markdown-item");
        row.setPadding(new javafx.geometry.Insets(0, 0, 0, item.level() * INDENT));
        return row;
    }

    private static StackPane code(String text) {
        Label lines = styled(new Label(text), "markdown-code");
        lines.setWrapText(true);
        lines.setMinHeight(USE_PREF_SIZE);
        lines.setMaxWidth(Double.MAX_VALUE);
        Button copy = new Button(null, Icon.COPY.at(GAP - 4));
        copy.getStyleClass().addAll("icon-button", "small");
        copy.setAccessibleText("Copy the lines");
        copy.setTooltip(new Tooltip("Copy"));
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        StackPane.setAlignment(copy, Pos.TOP_RIGHT);
        return new StackPane(lines, copy);
    }

    /// Rows of cells with the widths that their texts want, as far as there is room; a table that needs more scrolls.
    private Node table(List<List<String>> rows) {
        double[] widths = widths(rows, width);
        VBox body = styled(new VBox(), "markdown-table");
        for (int row = 0; row < rows.size(); row++) {
            HBox line = styled(new HBox(GAP), row == 0 ? "markdown-head" : "markdown-row");
            for (int column = 0; column < widths.length; column++) {
                TextFlow cell = new Cell(widths[column]);
                fill(cell, rows.get(row).get(column));
                line.getChildren().add(cell);
            }
            body.getChildren().add(line);
        }
        if (Arrays.stream(widths).sum() + GAP * (widths.length - 1) <= width) {
            return body;
        }
        ScrollPane scroll = styled(new ScrollPane(body), "markdown-wide");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(USE_PREF_SIZE);
        return scroll;
    }

    /// Narrow columns get what they want; wide ones share what is left, but none is less wide than its longest word.
    private static double[] widths(List<List<String>> rows, double whole) {
        int columns = rows.getFirst().size();
        double[] wanted = new double[columns];
        double[] least = new double[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (Markdown.Span span : Markdown.spans(row.get(column))) {
                    boolean mono = span.style() == Markdown.Style.CODE;
                    sum += measure(span.text(), mono);
                    for (String word : span.text().split(" ", -1)) {
                        least[column] = Math.max(least[column], measure(word, mono));
                    }
                }
                wanted[column] = Math.max(wanted[column], sum);
            }
        }
        double left = whole - GAP * (columns - 1);
        double[] given = new double[columns];
        Integer[] order = new Integer[columns];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(wanted[a], wanted[b]));
        for (int i = 0; i < columns; i++) {
            int column = order[i];
            double share = Math.max(LEAST_COLUMN, left / (columns - i));
            given[column] = Math.ceil(Math.max(least[column], Math.min(wanted[column], share)));
            left -= given[column];
        }
        return given;
    }

    /// Width in px.
    private static double measure(String text, boolean mono) {
        Text shown = new Text(text);
        shown.setFont(Font.font(mono ? "JetBrains Mono" : "Inter Semi Bold", CELL_FONT));
        return shown.getLayoutBounds().getWidth() + 2;
    }

    /// Words in a column, as high as they are at its width whoever asks.
    private static final class Cell extends TextFlow {

        private final double width;

        Cell(double width) {
            this.width = width;
            setMinWidth(width);
            setPrefWidth(width);
            setMaxWidth(width);
        }

        @Override
        public javafx.geometry.@org.jspecify.annotations.Nullable Orientation getContentBias() {
            return null;
        }

        @Override
        protected double computePrefHeight(double any) {
            return super.computePrefHeight(width);
        }
    }
}
