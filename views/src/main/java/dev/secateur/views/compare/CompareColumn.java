package dev.secateur.views.compare;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.secateur.views.text.Figures;

/// A column of numbers in the table of versions.
public enum CompareColumn {
    BEFORE("Before, %", 76, r -> 100 * r.accuracies().before(), 2),
    AFTER_CUT("After the cut, %", 108, r -> 100 * r.accuracies().afterCut(), 2),
    TOP1("Top-1, %", 70, r -> 100 * r.top1(), 2),
    PARAMETERS("Parameters", 86, CompareRow::parameters, 0),
    MACS("MACs, M", 74, r -> r.macs() / 1e6, 2),
    SIZE("Weights, KB", 86, r -> r.bytes() / 1e3, 0),
    ENERGY("Model mJ", 78, CompareRow::energyMj, 3),
    TIME("Time, ms", 72, CompareRow::timeMs, 2);

    private final String title;
    private final double width;
    private final ToDoubleFunction<CompareRow> value;
    private final int decimals;

    CompareColumn(String title, double width, ToDoubleFunction<CompareRow> value, int decimals) {
        this.title = title;
        this.width = width;
        this.value = value;
        this.decimals = decimals;
    }

    public String title() {
        return title;
    }

    /// px, before the user changes it.
    double width() {
        return width;
    }

    /// NaN where it is not known.
    public double of(CompareRow row) {
        return value.applyAsDouble(row);
    }

    /// The number as people read it; a dash where it is not known.
    public String text(CompareRow row) {
        double number = of(row);
        return Double.isNaN(number)
                ? Figures.UNKNOWN
                : decimals == 0 ? Figures.count(Math.round(number)) : Figures.decimal(number, decimals);
    }

    /// What a row's words are, beside its numbers.
    ///
    interface Words {
        String place(CompareRow row);

        String goals(CompareRow row);
    }

    /// All rows with all columns; numbers with a point and without separators.
    static String csv(List<CompareRow> rows, Words words) {
        String head = Stream.concat(Stream.of("version", "label", "from"),
                Stream.concat(Stream.of(values()).map(CompareColumn::title), Stream.of("Place", "Goals")))
                .map(CompareColumn::quoted).collect(Collectors.joining(","));
        Function<CompareRow, String> line = row -> Stream.concat(
                Stream.of(row.name(), row.version().label(), row.from()),
                Stream.concat(Stream.of(values()).map(c -> c.raw(row)),
                        Stream.of(words.place(row), words.goals(row))))
                .map(CompareColumn::quoted).collect(Collectors.joining(","));
        return Stream.concat(Stream.of(head), rows.stream().map(line)).collect(Collectors.joining("\n", "", "\n"));
    }

    private String raw(CompareRow row) {
        double number = of(row);
        return Double.isNaN(number) ? "" : Double.toString(number);
    }

    static String quoted(String cell) {
        return cell.matches("[^\",\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
