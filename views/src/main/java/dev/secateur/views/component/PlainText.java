package dev.secateur.views.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/// Text with light marks (Markdown) as labels: headings, paragraphs, lists, tables and code. Other marks stay as they are.
public final class PlainText {

    private PlainText() {}

    /// The parts of a text from top to bottom.
    public static List<Node> of(String text) {
        List<Node> parts = new ArrayList<>();
        for (Block block : blocks(text)) {
            parts.add(switch (block.kind()) {
                case HEADING -> label(block.lines().getFirst().replaceFirst("^#+ *", ""), "help-heading");
                case CODE -> label(String.join("\n", block.lines()), "help-code");
                case TABLE -> table(block.lines());
                case ITEM ->
                    label("•  " + plain(String.join(" ", block.lines()).replaceFirst("^[-*] +", "")), "help-item");
                case PARAGRAPH -> label(plain(String.join(" ", block.lines())), "help-text");
            });
        }
        return parts;
    }

    enum Kind {
        HEADING, CODE, TABLE, ITEM, PARAGRAPH
    }

    record Block(Kind kind, List<String> lines) {}

    /// The text in pieces of one kind each.
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        boolean code = false;
        boolean open = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
                open = false;
            } else if (code) {
                open = add(blocks, Kind.CODE, line, open);
            } else if (line.isBlank()) {
                open = false;
            } else if (line.startsWith("#")) {
                add(blocks, Kind.HEADING, line, false);
                open = false;
            } else if (line.startsWith("|")) {
                open = add(blocks, Kind.TABLE, line, open && last(blocks) == Kind.TABLE);
            } else if (line.matches("[-*] .*")) {
                open = add(blocks, Kind.ITEM, line, false);
            } else {
                boolean goesOn = open && (last(blocks) == Kind.PARAGRAPH || last(blocks) == Kind.ITEM);
                open = add(blocks, Kind.PARAGRAPH, line.strip(), goesOn);
            }
        }
        return blocks;
    }

    private static Kind last(List<Block> blocks) {
        return blocks.getLast().kind();
    }

    private static boolean add(List<Block> blocks, Kind kind, String line, boolean goesOn) {
        if (goesOn) {
            blocks.getLast().lines().add(line);
        } else {
            blocks.add(new Block(kind, new ArrayList<>(List.of(line))));
        }
        return true;
    }

    /// Without the marks for emphasis and code, and with links as their text.
    static String plain(String text) {
        return text.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replace("**", "").replace("`", "");
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    private static GridPane table(List<String> lines) {
        GridPane grid = new GridPane(12, 4);
        grid.getStyleClass().add("help-table");
        int row = 0;
        for (String line : lines) {
            if (line.matches("[|:\\- ]+")) {
                continue;
            }
            String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
            List<String> cells = Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
            for (int column = 0; column < cells.size(); column++) {
                grid.add(label(plain(cells.get(column)), row == 0 ? "help-head" : "help-cell"), column, row);
            }
            row++;
        }
        return grid;
    }
}
