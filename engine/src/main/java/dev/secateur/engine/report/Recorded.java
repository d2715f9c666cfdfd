package dev.secateur.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.record.RunRecord;

/// Finds in a record what its steps keep under names of their own.
final class Recorded {

    private Recorded() {}

    /// Accuracy right after the cut, before any training; null if the record does not tell.
    static RunRecord.@Nullable Metrics untrained(RunRecord record) {
        for (RunRecord.Step step : record.steps().reversed()) {
            if (step.report().get("untrained") instanceof Map<?, ?> map) {
                return new RunRecord.Metrics((int) number(map, "samples"), number(map, "top1"), number(map, "low"),
                        number(map, "high"), number(map, "top5"), number(map, "loss"));
            }
        }
        return null;
    }

    /// Times of the last step that was timed; empty if none was.
    static Map<String, Object> times(RunRecord record) {
        for (RunRecord.Step step : record.steps().reversed()) {
            if (step.report().get("time") instanceof Map<?, ?> map) {
                Map<String, Object> found = new LinkedHashMap<>();
                map.forEach((key, value) -> found.put(String.valueOf(key), value));
                return found;
            }
        }
        return Map.of();
    }

    private static double number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /// A report without its lists of epochs, which are drawn as curves.
    static Map<String, Object> withoutCurves(Map<String, Object> report) {
        Map<String, Object> kept = new LinkedHashMap<>();
        report.forEach((key, value) -> kept.put(key, without(value)));
        return kept;
    }

    private static Object without(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> kept = new LinkedHashMap<>();
            map.forEach((key, inner) -> {
                if (inner != null) {
                    kept.put(String.valueOf(key), without(inner));
                }
            });
            return kept;
        }
        if (value instanceof List<?> list) {
            if (Curves.isCurve(list)) {
                return list.size() + " epochs, drawn above";
            }
            List<Object> kept = new ArrayList<>();
            list.forEach(inner -> {
                if (inner != null) {
                    kept.add(without(inner));
                }
            });
            return kept;
        }
        return value;
    }
}
