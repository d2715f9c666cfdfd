package dev.secateur.views.text;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

import dev.secateur.engine.compress.ConfigJson;

/// Words a method's own report for people: one line for each number, text, or group of numbers; lists are left to `--json`.
public final class ReportText {

    private ReportText() {}

    /// The lines, in the order of the report; what is null is left out.
    public static List<String> lines(Record report) {
        List<String> lines = new ArrayList<>();
        JsonNode tree = ConfigJson.tree(report);
        for (RecordComponent component : report.getClass().getRecordComponents()) {
            JsonNode value = tree.path(component.getName());
            if (value.isObject()) {
                List<String> parts = new ArrayList<>();
                value.properties().stream().filter(e -> e.getValue().isValueNode() && !e.getValue().isNull())
                        .forEach(e -> parts.add(words(e.getKey()) + " " + text(e.getKey(), e.getValue())));
                lines.add(words(component.getName()) + ": " + String.join(", ", parts));
            } else if (value.isValueNode() && !value.isNull()) {
                lines.add(words(component.getName()) + ": " + text(component.getName(), value));
            }
        }
        return lines;
    }

    private static String text(String name, JsonNode value) {
        if (value.isIntegralNumber() && name.matches("(bytes|.*Bytes)([A-Z].*)?")) {
            return Figures.bytes(value.asLong());
        }
        return value.isFloatingPointNumber() ? Figures.significant(value.asDouble()) : value.asString();
    }

    /// `endActivation` gives `end activation`, `peakBytesBefore` gives `peak before`.
    private static String words(String name) {
        return name.replaceAll("^bytes|Bytes", "").replaceAll("([A-Z])", " $1").strip().toLowerCase(Locale.ROOT);
    }
}
