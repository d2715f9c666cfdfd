package dev.secateur.engine.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.autograd.AutogradRules;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.CouplingRules;
import dev.secateur.engine.onnx.OpCodec;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.shape.ShapeRules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/// Every table of knowledge about operators has an entry for every operator, or says why not; the list of that is committed.
class OpCoverageTest {

    private static final Path LIST = Path.of("../docs/op-coverage.md");

    /// Set to write the list anew: `mvn -pl engine test -Dtest=OpCoverageTest -Dsecateur.coverage.write=true`.
    private static final String WRITE = "secateur.coverage.write";

    private static final List<Table> TABLES = List.of(
            new Table("Read and written (`OpCodec`)", OpCodec.covered()::contains,
                    Map.of(Opaque.class,
                            "stands for every operator without an entry; its attributes are kept as they are")),
            new Table("Shapes (`ShapeRules`)", ShapeRules::covers, ShapeRules.excused()),
            new Table("Costs (`CostRules`)", CostRules::covers, CostRules.excused()),
            new Table("Channels (`CouplingRules`)", CouplingRules::covers, CouplingRules.excused()),
            new Table("Trained through (`AutogradRules`)", AutogradRules::covers, AutogradRules.excused()));

    /// A table of knowledge.
    ///
    /// @param excused reasons for leaving operators out
    record Table(String title, Predicate<Class<? extends Op>> covers, Map<Class<? extends Op>, String> excused) {

        String entry(Class<? extends Op> op) {
            String reason = excused.get(op);
            return covers.test(op) ? "yes" : reason == null ? "missing" : reason;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Class<? extends Op>> operators() {
        return Arrays.stream(Op.class.getPermittedSubclasses()).map(c -> (Class<? extends Op>) c)
                .sorted(Comparator.comparing(Class::getSimpleName)).<Class<? extends Op>>map(c -> c).toList();
    }

    @Test
    void everyTableHasAnEntryOrAReasonForEveryOperator() {
        for (Table table : TABLES) {
            assertThat(operators()).as(table.title()).noneMatch(op -> table.entry(op).equals("missing"));
            assertThat(table.excused().keySet()).as(table.title() + ": excused and covered").noneMatch(table.covers());
            assertThat(table.excused().values()).allMatch(reason -> reason.length() > 20);
        }
    }

    @Test
    void theCommittedListIsWhatTheTablesSay() throws IOException {
        String generated = list();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(LIST.getParent());
            Files.writeString(LIST, generated);
        }
        if (!Files.isRegularFile(LIST) || !Files.readString(LIST).equals(generated)) {
            fail("docs/op-coverage.md is not what the tables say; write it anew with -D" + WRITE + "=true");
        }
    }

    private static String list() {
        StringBuilder text = new StringBuilder("""
                # What the program knows of which operator

                Written by `OpCoverageTest` from the tables in the code. Write it anew with
                `mvn -pl engine test -Dtest=OpCoverageTest -Dsecateur.coverage.write=true`.

                Operators that are not here are kept as they are (`Opaque`), drawn, and counted as unknown.

                """);
        text.append("| Record | Operators |");
        TABLES.forEach(t -> text.append(' ').append(t.title()).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(TABLES.size())).append('\n');
        for (Class<? extends Op> op : operators()) {
            String types = OpCodec.types(op).stream().sorted().collect(Collectors.joining(", "));
            text.append("| `").append(op.getSimpleName()).append("` | ").append(types.isEmpty() ? "any other" : types)
                    .append(" |");
            TABLES.forEach(t -> text.append(' ').append(t.entry(op)).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }
}
