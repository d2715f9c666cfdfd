package dev.secateur.views.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/// How versions are compared, as one text that can be kept for each model: axes, switches, goals, places of dividers.
final class CompareMemory {

    private static final String PAIR = "pair";
    private static final String TABLE = "table";
    private static final String GOAL = "goal.";

    private final FrontierViewModel model;
    private final Map<String, BooleanProperty> switches = new LinkedHashMap<>();
    private final Map<String, Double> dividers = new TreeMap<>(Map.of(PAIR, 0.45, TABLE, 0.68));
    private final StringProperty text = new SimpleStringProperty("");
    private final Runnable place;
    private boolean reading;

    /// @param place puts the dividers where this says
    CompareMemory(FrontierViewModel model, Runnable place) {
        this.model = model;
        this.place = place;
        switches.put("goals", model.goalsShownProperty());
        switches.put("published", model.publishedProperty());
        switches.put("bars", model.errorBarsProperty());
        switches.put("steps", model.stepsShownProperty());
        switches.values().forEach(p -> p.addListener(o -> write()));
        model.horizontalProperty().addListener(o -> write());
        model.verticalProperty().addListener(o -> write());
        model.goalsProperty().addListener(o -> write());
        text.addListener((o, was, is) -> read(is));
    }

    StringProperty textProperty() {
        return text;
    }

    /// Share of the width that the points have beside two versions.
    double pair() {
        return dividers.getOrDefault(PAIR, 0.5);
    }

    /// Share of the height above the table.
    double table() {
        return dividers.getOrDefault(TABLE, 0.5);
    }

    /// Remembers where the user leaves a divider.
    void watch(SplitPane pane, boolean isPair) {
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> {
            if (isDivider(e.getTarget(), pane) && pane.getDividers().size() == 1) {
                dividers.put(isPair ? PAIR : TABLE, pane.getDividerPositions()[0]);
                write();
            }
        });
    }

    private static boolean isDivider(EventTarget target, SplitPane pane) {
        for (Node at = target instanceof Node node ? node : null; at != null && at != pane; at = at.getParent()) {
            if (at.getStyleClass().contains("split-pane-divider") && at.getParent() == pane) {
                return true;
            }
        }
        return false;
    }

    private void write() {
        if (reading) {
            return;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("x", model.horizontalProperty().get().name());
        parts.put("y", model.verticalProperty().get().name());
        switches.forEach((name, property) -> parts.put(name, Boolean.toString(property.get())));
        dividers.forEach((name, at) -> parts.put(name, Double.toString(at)));
        new TreeMap<>(model.goalsProperty().get().values())
                .forEach((axis, value) -> parts.put(GOAL + axis.name(), Double.toString(value)));
        reading = true;
        text.set(parts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(";")));
        reading = false;
    }

    /// What cannot be read, of an older or a newer program, is passed over.
    private void read(String from) {
        if (reading) {
            return;
        }
        reading = true;
        Goals goals = Goals.NONE;
        for (String part : from.split(";")) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                goals = take(part.substring(0, sign), part.substring(sign + 1), goals);
            }
        }
        model.goalsProperty().set(goals);
        reading = false;
        place.run();
    }

    private Goals take(String name, String value, Goals goals) {
        BooleanProperty property = switches.get(name);
        if (property != null) {
            property.set(Boolean.parseBoolean(value));
        } else if (dividers.containsKey(name)) {
            double at = number(value);
            if (at > 0 && at < 1) {
                dividers.put(name, at);
            }
        }
        for (Axis axis : Axis.values()) {
            if (axis.name().equals(value) && name.equals("x")) {
                model.horizontalProperty().set(axis);
            } else if (axis.name().equals(value) && name.equals("y")) {
                model.verticalProperty().set(axis);
            } else if (name.equals(GOAL + axis.name())) {
                return goals.with(axis, number(value));
            }
        }
        return goals;
    }

    private static double number(String text) {
        return text.matches("-?[0-9.]+(E-?[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
    }
}
