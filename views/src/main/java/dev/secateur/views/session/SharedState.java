package dev.secateur.views.session;

import java.nio.file.Path;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.quant.LayerBits;
import dev.secateur.views.theme.Theme;

/// What views share whatever model is open: what is selected and pointed at, what is planned, how models are run, the look.
public abstract class SharedState {

    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NONE);
    private final ObjectProperty<Selection> candidates = new SimpleObjectProperty<>(Selection.NONE);
    private final ObjectProperty<Selection> hovered = new SimpleObjectProperty<>(Selection.NONE);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private final ObjectProperty<RunSettings> runSettings = new SimpleObjectProperty<>(RunSettings.defaults());
    private final ObjectProperty<DepthPlan> depthPlan = new SimpleObjectProperty<>(DepthPlan.NONE);

    private final ObjectProperty<Map<Integer, LayerBits>> bits = new SimpleObjectProperty<>(Map.of());
    private final ObjectProperty<@Nullable Finding> finding = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable MethodTraining> methodTraining = new SimpleObjectProperty<>();

    private final ObjectProperty<@Nullable Path> checkpointFolder = new SimpleObjectProperty<>();

    private final ObjectProperty<Long> seed = new SimpleObjectProperty<>(1L);

    SharedState() {}

    /// Seed of everything random in methods: 1, or that of the recipe that was run last. Never null.
    public ObjectProperty<Long> seedProperty() {
        return seed;
    }

    /// Where trainings within methods save themselves, so that they can be gone on with after a crash; null for nowhere.
    public ObjectProperty<@Nullable Path> checkpointFolderProperty() {
        return checkpointFolder;
    }

    /// What a method that is at work has found so far; null while none tells anything.
    public ObjectProperty<@Nullable Finding> findingProperty() {
        return finding;
    }

    /// News of the training within a method that is at work; null while none trains.
    public ObjectProperty<@Nullable MethodTraining> methodTrainingProperty() {
        return methodTraining;
    }

    /// Bits that are chosen for the layers of the present, by node id; empty while none are. Never null.
    public ObjectProperty<Map<Integer, LayerBits>> bitsProperty() {
        return bits;
    }

    /// What merging would do to the blocks of the present. Never null.
    public ObjectProperty<DepthPlan> depthPlanProperty() {
        return depthPlan;
    }

    /// What is selected, in all views. Never null.
    public ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    public Selection selection() {
        return selection.get();
    }

    public void select(Selection what) {
        selection.set(what);
    }

    /// What a gesture that is still under way would select. Never null.
    public ObjectProperty<Selection> candidatesProperty() {
        return candidates;
    }

    /// What is under the pointer, in all views. Never null.
    public ObjectProperty<Selection> hoveredProperty() {
        return hovered;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    public ObjectProperty<RunSettings> runSettingsProperty() {
        return runSettings;
    }

    public RunSettings runSettings() {
        return runSettings.get();
    }
}
