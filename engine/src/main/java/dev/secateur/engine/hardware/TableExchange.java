package dev.secateur.engine.hardware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Layer times of devices that cannot run this program: one small model a layer goes out, a table of times comes back.
///
/// The table is CSV with the columns `file,layer,ms`; `ms` is empty until someone times the file on the device.
public final class TableExchange {

    /// Name of the table in the folder of models.
    public static final String TABLE = "layers.csv";

    private static final String HEADER = "file,layer,ms";

    private TableExchange() {}

    /// Writes a model for each different layer, and the table to fill.
    ///
    /// @param folder is made; must be absent or empty
    /// @return number of models
    public static int write(Collection<Layer> layers, Path folder, Progress progress) throws ProblemException {
        Map<String, Layer> distinct = new LinkedHashMap<>();
        layers.forEach(l -> distinct.putIfAbsent(l.key(), l));
        prepare(folder);
        StringBuilder table = new StringBuilder(HEADER).append('\n');
        int number = 0;
        for (Layer layer : distinct.values()) {
            progress.report((double) number / distinct.size(), "Writing layer " + (number + 1));
            progress.check();
            String file = "layer%04d.onnx".formatted(++number);
            OnnxWriter.write(layer.graph(), folder.resolve(file));
            table.append(file).append(",\"").append(layer.key()).append("\",\n");
        }
        byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(TABLE), channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
        return number;
    }

    private static void prepare(Path folder) throws ProblemException {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw ProblemException.ofFile("cannot write the layers", folder, "the folder is not empty",
                            "name another folder");
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw ProblemException.ofFile("cannot write the layers", folder, "a file has this name",
                    "name another folder");
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the layers", folder, AtomicFile.reason(e),
                    "name another folder");
        }
    }

    /// Reads a table that was filled. Lines without a time are left out.
    ///
    /// @param device name that the times go by
    /// @throws ProblemException if a line is not of this form, a time is no number above 0, or no line has one
    public static LayerTable read(Path csv, String device) throws ProblemException {
        List<String> lines;
        try {
            lines = Files.readAllLines(csv);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw unreadable(csv, "it is no text in UTF-8");
        } catch (IOException e) {
            throw unreadable(csv, AtomicFile.reason(e));
        }
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw unreadable(csv, "its first line is not " + HEADER);
        }
        Map<String, Double> times = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                List<String> fields = fields(lines.get(i));
                if (fields.size() != 3) {
                    throw unreadable(csv, "line " + (i + 1) + " has " + fields.size() + " fields and not 3");
                }
                if (!fields.get(2).isBlank()) {
                    times.put(fields.get(1), milliseconds(csv, i + 1, fields.get(2)));
                }
            }
        }
        if (times.isEmpty()) {
            throw unreadable(csv, "no line has a time");
        }
        return new LayerTable(device, 0, "imported", times);
    }

    private static double milliseconds(Path csv, int line, String text) throws ProblemException {
        try {
            double ms = Double.parseDouble(text.strip());
            if (ms > 0 && !Double.isInfinite(ms)) {
                return ms;
            }
        } catch (NumberFormatException e) {
            throw unreadable(csv, "the time in line " + line + ", " + text + ", is no number");
        }
        throw unreadable(csv, "the time in line " + line + " is " + text + " and must be above 0");
    }

    private static ProblemException unreadable(Path csv, String why) {
        return ProblemException.ofFile("cannot read the layer times", csv, why,
                "fill the file that `secateur table export` has written");
    }

    /// Fields between commas; quotes keep commas together.
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
