package dev.secateur.engine.hardware;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// How long single layers take on a device.
///
/// @param device what was measured on: processor, or the name given to an imported table
/// @param threads 1 or more; 0 if an imported table does not say
/// @param runtime what ran the layers, with its version
/// @param milliseconds a run by {@link Layer#key}
public record LayerTable(String device, int threads, String runtime, Map<String, Double> milliseconds) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-layer-table", 1);

    public LayerTable {
        milliseconds = Collections.unmodifiableMap(new TreeMap<>(milliseconds));
    }

    /// A table without layers.
    public static LayerTable empty(String device, int threads, String runtime) {
        return new LayerTable(device, threads, runtime, Map.of());
    }

    /// The time of a layer, if it is known.
    public OptionalDouble of(Layer layer) {
        Double ms = milliseconds.get(layer.key());
        return ms == null ? OptionalDouble.empty() : OptionalDouble.of(ms);
    }

    /// The same with more layers; times that are known already are replaced.
    public LayerTable with(Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>(milliseconds);
        all.putAll(more);
        return new LayerTable(device, threads, runtime, all);
    }

    /// Reads a table.
    ///
    /// @throws ProblemException if there is none, or it is no such file
    public static LayerTable read(Path file) throws ProblemException {
        LayerTable table = JsonFile.read(file, FORMAT, LayerTable.class);
        for (Map.Entry<String, Double> entry : table.milliseconds().entrySet()) {
            if (!(entry.getValue() > 0) || entry.getValue().isInfinite()) {
                throw ProblemException.ofFile("cannot use the layer table", file,
                        "the time of " + entry.getKey() + " is " + entry.getValue(), "give milliseconds above 0");
            }
        }
        return table;
    }

    /// Writes it; the file is whole or as before.
    public void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }
}
