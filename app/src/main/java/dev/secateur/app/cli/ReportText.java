package dev.secateur.app.cli;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.views.text.Figures;

/// Words a method's own report for people: one line for each number, text, or group of numbers; lists are left to `--json`.
final class ReportText {

    private ReportText() {}

    static List<String> lines(Record report) {
        List<String> lines = new ArrayList<>();
        JsonNode tree = ConfigJson.tree(report);
        for (RecordComponent component : report.getClass().getRecordComponents()) {
            JsonNode value = tree.path(component.getName());
            if (value.isObject()) {
                List<String> parts = new ArrayList<>();
                value.properties().stream().filter(e -> e.getValue().isValueNode())
                        .forEach(e -> parts.add(words(e.getKey()) + " " + text(e.getValue())));
                lines.add(words(component.getName()) + ": " + String.join(", ", parts));
            } else if (value.isValueNode() && !value.isNull()) {
                lines.add(words(component.getName()) + ": " + text(value));
            }
        }
        return lines;
    }

    private static String text(JsonNode value) {
        return value.isFloatingPointNumber() ? Figures.significant(value.asDouble()) : value.asString();
    }

    /// `endActivation` gives `end activation`.
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
