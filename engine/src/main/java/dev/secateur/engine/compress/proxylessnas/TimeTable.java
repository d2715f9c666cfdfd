package dev.secateur.engine.compress.proxylessnas;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.store.JsonFile;

/// How long the operations of one space take within networks on one machine, kept in a file.
///
/// @param device that ran them
/// @param threads of ONNX Runtime
/// @param runtime with its version
/// @param space what tells this space from others: operators and extents, not weights
/// @param base microseconds that all networks share, one picture
/// @param edges what each operation adds
/// @param check how well the table foretells; null if that was not asked yet
record TimeTable(String device, int threads, String runtime, String space, double base, List<EdgeTimes> edges,
        ProxylessReport.@Nullable TableCheck check) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-operation-times", 1);
    private static final int SHORT = 12;

    TimeTable {
        edges = List.copyOf(edges);
    }

    /// The operations of an edge.
    record EdgeTimes(String edge, List<OperationTime> operations) {

        EdgeTimes {
            operations = List.copyOf(operations);
        }
    }

    /// What an operation adds.
    ///
    /// @param microseconds may be below 0 where a measured difference of nearly nothing came out so
    record OperationTime(String operation, double microseconds) {}

    /// The costs of a space on this machine.
    static TimeTable of(Supernetwork net, Costs costs, int threads, ProxylessReport.@Nullable TableCheck check) {
        List<EdgeTimes> edges = new ArrayList<>();
        for (int e = 0; e < net.edges().size(); e++) {
            Edge edge = net.edges().get(e);
            List<OperationTime> times = new ArrayList<>();
            for (int i = 0; i < edge.size(); i++) {
                times.add(new OperationTime(edge.operations().get(i).label(), costs.operations().get(e)[i]));
            }
            edges.add(new EdgeTimes(edge.id(), times));
        }
        return new TimeTable(Machine.present(threads).cpu(), threads, presentRuntime(), space(net), costs.base(), edges,
                check);
    }

    private static String presentRuntime() {
        return "ONNX Runtime " + OrtSession.version();
    }

    Costs costs() {
        return new Costs(CostKind.TIME, base, edges.stream()
                .map(e -> e.operations().stream().mapToDouble(OperationTime::microseconds).toArray()).toList());
    }

    /// The first digits of the hash of the times.
    String digest() {
        TimeTable times = new TimeTable(device, threads, runtime, space, base, edges, null);
        return Digest.of(JsonFile.encode(FORMAT, times)).substring(0, SHORT);
    }

    TimeTable with(ProxylessReport.@Nullable TableCheck checked) {
        return new TimeTable(device, threads, runtime, space, base, edges, checked);
    }

    /// Where the table of a space is kept if no file is named.
    static Path usual(Supernetwork net, int threads) {
        String name = Machine.present(threads).cpu() + " " + threads + " " + presentRuntime() + " "
                + space(net).substring(0, SHORT);
        return TableStore.standard().folder().resolveSibling("operations")
                .resolve(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + ".json");
    }

    /// Reads the table of a space; null if there is no file.
    ///
    /// @param foreign true to take it although it was measured under other conditions
    /// @throws ProblemException if the file is no such table, of another space, or of another machine that was not asked for
    static @Nullable TimeTable read(Path file, Supernetwork net, int threads, boolean foreign) throws ProblemException {
        if (!Files.exists(file)) {
            return null;
        }
        TimeTable table = JsonFile.read(file, FORMAT, TimeTable.class);
        if (!table.space().equals(space(net))) {
            throw ProblemException.ofFile("cannot use the table of times", file,
                    "it is of another space: other blocks, operations or extents",
                    "name another file, which is then measured and written");
        }
        String other = table.elsewhere(threads);
        if (!other.isEmpty() && !foreign) {
            throw ProblemException.ofFile("cannot use the table of times", file, "it was measured " + other,
                    "set cost.foreign=true to search for that machine, or name another file");
        }
        for (EdgeTimes edge : table.edges()) {
            for (OperationTime time : edge.operations()) {
                if (!Double.isFinite(time.microseconds())) {
                    throw ProblemException.ofFile("cannot use the table of times", file,
                            edge.edge() + ", " + time.operation() + " has no time", "remove the file or mend it");
                }
            }
        }
        return table;
    }

    /// In what it differs from a measurement on this machine as it is used now; empty if in nothing.
    String elsewhere(int now) {
        String cpu = Machine.present(now).cpu();
        if (!device.equals(cpu)) {
            return "on " + device + ", and this is " + cpu;
        }
        if (threads != now) {
            return "with " + threads + " threads, and " + now + " are used here";
        }
        String present = presentRuntime();
        return runtime.equals(present) ? "" : "in " + runtime + ", and this is " + present;
    }

    /// Writes it; the file is whole or as before.
    void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }

    /// What tells a space from others, whatever its weights.
    static String space(Supernetwork net) {
        String edges = net.edges().stream()
                .map(e -> e.id() + e.operations().stream().map(Operation::label).toList())
                .collect(Collectors.joining("\n"));
        return Digest.of((edges + structure(net.trunk()) + structure(net.store())).getBytes(StandardCharsets.UTF_8));
    }

    /// Operators with the extents of what they make.
    static String structure(Graph graph) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        StringBuilder text = new StringBuilder();
        for (Node node : graph.nodes()) {
            text.append('\n').append(node.op()).append(' ').append(shapes.shape(node.output()));
        }
        return text.toString();
    }
}
