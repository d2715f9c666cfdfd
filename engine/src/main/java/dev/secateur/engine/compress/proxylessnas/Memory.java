package dev.secateur.engine.compress.proxylessnas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.train.TrainInput;

/// What a run remembers beside the checkpoints of its trainings: with which settings it began, and what was measured, since measuring
/// again would not give the same.
///
/// @param checkpoints of the run; null if nothing is kept
record Memory(TrainInput.@Nullable Checkpoints checkpoints) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-proxylessnas", 2);

    static Memory of(Learning learning) {
        return new Memory(learning.conditions().checkpoints());
    }

    /// What is kept.
    ///
    /// @param settings of the run, each by its name
    /// @param costs of the operations; null if they are not known yet
    /// @param controls drawn networks; null if they are not known yet
    record Kept(Map<String, String> settings, @Nullable Measured costs, @Nullable List<Control> controls) {

        Kept {
            settings = new TreeMap<>(settings);
        }

        Kept with(Measured measured) {
            return new Kept(settings, measured, controls);
        }

        Kept with(List<Control> drawn) {
            return new Kept(settings, costs, drawn);
        }
    }

    /// Costs and how well they foretell.
    ///
    /// @param elsewhere in what the table differs from one of this machine; empty if in nothing
    record Measured(CostKind kind, double base, List<List<Double>> operations,
            ProxylessReport.@Nullable TableCheck check, String elsewhere) {

        static Measured of(Pricing.Priced priced) {
            Costs costs = priced.costs();
            return new Measured(costs.kind(), costs.base(),
                    costs.operations().stream().map(o -> Arrays.stream(o).boxed().toList()).toList(), priced.check(),
                    priced.elsewhere());
        }

        Costs costs() {
            return new Costs(kind, base, operations.stream()
                    .map(o -> o.stream().mapToDouble(Double::doubleValue).toArray()).toList());
        }
    }

    /// A network that was drawn.
    ///
    /// @param milliseconds null if it was not timed
    record Control(String name, List<Integer> choice, @Nullable Double milliseconds) {

        int[] operations() {
            return choice.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /// What an earlier run with these settings left, or a new beginning.
    ///
    /// @throws ProblemException if there is a run to go on with that had other settings
    Kept begin(ProxylessConfig config, long seed, Graph model) throws ProblemException {
        TrainInput.Checkpoints kept = checkpoints;
        if (kept == null) {
            return new Kept(Map.of(), null, null);
        }
        Map<String, String> own = Map.of("settings", ConfigJson.write(config), "seed", Long.toString(seed), "model",
                Digest.of(OnnxWriter.encode(model)));
        Kept fresh = new Kept(own, null, null);
        Path file = file(kept);
        if (!kept.resume() || !Files.exists(file)) {
            keep(fresh);
            return fresh;
        }
        Kept read = JsonFile.read(file, FORMAT, Kept.class);
        for (Map.Entry<String, String> entry : own.entrySet()) {
            if (!entry.getValue().equals(read.settings().get(entry.getKey()))) {
                throw ProblemException.ofFile("cannot go on with the search", file,
                        "it was begun with " + (entry.getKey().equals("settings") ? "other " : "another ")
                                + entry.getKey(),
                        "use the same, or begin anew without going on");
            }
        }
        return read;
    }

    /// Keeps it.
    void keep(Kept content) throws ProblemException {
        TrainInput.Checkpoints kept = checkpoints;
        if (kept != null) {
            JsonFile.write(file(kept), FORMAT, content);
        }
    }

    private static Path file(TrainInput.Checkpoints kept) {
        return kept.file().resolveSibling(kept.file().getFileName() + ".proxylessnas");
    }
}
