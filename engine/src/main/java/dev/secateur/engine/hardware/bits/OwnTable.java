package dev.secateur.engine.hardware.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// A table of the user's own: milliseconds, and millijoules where they are known, of layers by shape and widths.
///
/// CSV with the first line `layer,weights,activations,ms,mj`, or JSON, a list of objects with these keys; `layer` is
/// {@link BitLayer#key}, `mj` may be left out. Widths that a layer does not list cost what the next ones listed cost, as on hardware
/// that computes them so.
public final class OwnTable implements HardwareModel {

    private static final String HEADER = "layer,weights,activations,ms,mj";
    private static final String HINT = "write a table for the model with `secateur policy MODEL --template FILE` and fill in its numbers";

    private final String title;
    private final Map<String, List<Entry>> entries;

    private OwnTable(String title, Map<String, List<Entry>> entries) {
        this.title = title;
        this.entries = entries;
    }

    /// One line.
    ///
    /// @param mj null if unknown
    private record Entry(int weights, int activations, double ms, @Nullable Double mj) {}

    /// Reads a table; what does not end in `.json` is taken for CSV.
    ///
    /// @throws ProblemException if there is none, or it is not of this form; the line and what is wrong with it are named
    public static OwnTable read(Path file) throws ProblemException {
        Map<String, List<Entry>> entries = new HashMap<>();
        try {
            String text = Files.readString(file);
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                readJson(file, text, entries);
            } else {
                readCsv(file, text, entries);
            }
        } catch (java.nio.charset.CharacterCodingException e) {
            throw unreadable(file, "it is no text in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.reason(e));
        }
        if (entries.isEmpty()) {
            throw unreadable(file, "it has no line with numbers");
        }
        return new OwnTable(String.valueOf(file.getFileName()), entries);
    }

    private static void readCsv(Path file, String text, Map<String, List<Entry>> entries) throws ProblemException {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equalsIgnoreCase(HEADER)) {
            throw unreadable(file, "its first line is not " + HEADER);
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String place = "line " + (i + 1);
            String[] fields = lines.get(i).split(",", -1);
            if (fields.length != 5) {
                throw unreadable(file, place + " has " + fields.length + " fields and not 5");
            }
            String mj = fields[4].strip();
            add(file, place, entries, fields[0].strip().replace("\"", ""), new Entry(
                    width(file, place, number(file, place, fields[1])),
                    width(file, place, number(file, place, fields[2])), number(file, place, fields[3]),
                    mj.isEmpty() ? null : (Double) number(file, place, mj)));
        }
    }

    private static void readJson(Path file, String text, Map<String, List<Entry>> entries) throws ProblemException {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(text);
        } catch (JacksonException e) {
            throw unreadable(file, "it is no JSON (line " + e.getLocation().getLineNr() + ")");
        }
        if (!root.isArray()) {
            throw unreadable(file, "it is no JSON list");
        }
        int number = 0;
        for (JsonNode line : root) {
            String place = "entry " + ++number;
            JsonNode mj = line.get("mj");
            if (!line.path("layer").isString()) {
                throw unreadable(file, place + " names no layer");
            }
            add(file, place, entries, line.path("layer").asString(), new Entry(
                    width(file, place, number(file, place, line, "weights")),
                    width(file, place, number(file, place, line, "activations")), number(file, place, line, "ms"),
                    mj == null || mj.isNull() ? null : (Double) number(file, place, line, "mj")));
        }
    }

    private static double number(Path file, String place, JsonNode line, String key) throws ProblemException {
        if (!line.path(key).isNumber()) {
            throw unreadable(file, place + " has no number \"" + key + "\"");
        }
        return line.path(key).asDouble();
    }

    private static double number(Path file, String place, String text) throws ProblemException {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw unreadable(file, place + " has \"" + text.strip() + "\" where a number has to stand");
        }
    }

    private static int width(Path file, String place, double bits) throws ProblemException {
        if (bits != Math.rint(bits) || bits < 1 || bits > Integer.SIZE) {
            throw unreadable(file, place + " has a width of " + bits + " bits, and it must be 1 to 32");
        }
        return (int) bits;
    }

    private static void add(Path file, String place, Map<String, List<Entry>> entries, String layer, Entry entry)
            throws ProblemException {
        Double mj = entry.mj();
        if (!(entry.ms() > 0) || Double.isInfinite(entry.ms())) {
            throw unreadable(file, place + " has " + entry.ms() + " ms, and it must be above 0");
        }
        if (mj != null && (!(mj > 0) || Double.isInfinite(mj))) {
            throw unreadable(file, place + " has " + mj + " mJ, and it must be above 0");
        }
        List<Entry> own = entries.computeIfAbsent(layer, l -> new ArrayList<>());
        if (own.stream().anyMatch(e -> e.weights() == entry.weights() && e.activations() == entry.activations())) {
            throw unreadable(file, place + " gives " + layer + " at " + entry.weights() + "/" + entry.activations()
                    + " bits a second time");
        }
        own.add(entry);
    }

    private static ProblemException unreadable(Path file, String why) {
        return ProblemException.ofFile("cannot read the table of costs", file, why, HINT);
    }

    /// A table to fill in: the distinct layers at 2, 4 and 8 bits, with what a model tells of them.
    public static String template(List<BitLayer> layers, HardwareModel model) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        List<String> written = new ArrayList<>();
        int[] widths = {2, 4, 8};
        for (BitLayer layer : layers) {
            if (written.contains(layer.key())) {
                continue;
            }
            written.add(layer.key());
            for (int w : widths) {
                for (int a : widths) {
                    text.append(String.format(Locale.ROOT, "%s,%d,%d,%s,%s%n", layer.key(), w, a,
                            told(model.cost(Quantity.LATENCY, layer, w, a)),
                            told(model.cost(Quantity.ENERGY, layer, w, a))));
                }
            }
        }
        return text.toString();
    }

    private static String told(OptionalDouble value) {
        return value.isEmpty() ? "" : String.format(Locale.ROOT, "%.6g", value.getAsDouble());
    }

    @Override
    public String id() {
        return "table";
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
        Entry nearest = null;
        for (Entry entry : entries.getOrDefault(layer.key(), List.of())) {
            if (entry.weights() >= weights && entry.activations() >= activations
                    && (nearest == null || entry.weights() <= nearest.weights()
                            && entry.activations() <= nearest.activations())) {
                nearest = entry;
            }
        }
        if (nearest == null) {
            return OptionalDouble.empty();
        }
        Double mj = nearest.mj();
        return switch (quantity) {
            case SIZE -> OptionalDouble.empty();
            case LATENCY -> OptionalDouble.of(nearest.ms());
            case ENERGY -> mj == null ? OptionalDouble.empty() : OptionalDouble.of(mj);
        };
    }
}
