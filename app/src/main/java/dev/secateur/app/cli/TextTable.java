package dev.secateur.app.cli;

import java.util.ArrayList;
import java.util.List;

/// A table of aligned columns: texts to the left, numbers to the right.
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /// @param heads titles of the columns; one that begins with `>` is aligned to the right
    TextTable(String... heads) {
        right = new boolean[heads.length];
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            titles.add(right[i] ? heads[i].substring(1) : heads[i]);
        }
        rows.add(titles);
    }

    /// Adds a row with as many cells as there are columns.
    TextTable row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /// True if it has no row but its titles.
    boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        int[] widths = new int[right.length];
        rows.forEach(r -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], r.get(i).length());
            }
        });
        List<String> lines = rows.stream().map(r -> line(r, widths)).toList();
        return String.join(System.lineSeparator(), lines);
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding : "").append(cells.get(i))
                    .append(right[i] ? "" : padding);
        }
        return line.toString().stripTrailing();
    }
}
