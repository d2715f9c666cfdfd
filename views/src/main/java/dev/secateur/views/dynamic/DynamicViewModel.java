package dev.secateur.views.dynamic;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.dynamicslimming.DynamicConfig;
import dev.secateur.engine.compress.dynamicslimming.DynamicReport;
import dev.secateur.engine.compress.dynamicslimming.DynamicSlimming;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.form.FormModel;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Suitability;

/// Which run of dynamic slimming is looked at, and whether another can be started.
public final class DynamicViewModel {

    static final String METHOD = "dynamic-slimming";

    private final SessionModel session;
    private final FormModel<DynamicConfig> form = new FormModel<>(DynamicConfig.defaults());
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final Suitability suitability;

    /// A run.
    ///
    /// @param version that it made, or that it works on
    /// @param isLive true while it trains
    public record Shown(DynamicReport report, Version version, boolean isLive) {}

    public DynamicViewModel(SessionModel session) {
        this.session = session;
        this.suitability = new Suitability(session);
        suitability.answerProperty().addListener((o, was, is) -> {
            if (is != null) {
                obstacle.set(suitability.refusal());
            }
        });
        session.findingProperty().addListener(o -> show());
        session.presentProperty().addListener(o -> {
            judge();
            show();
        });
        session.runSettingsProperty().addListener(o -> judge());
        form.configProperty().addListener(o -> judge());
        judge();
        show();
    }

    public FormModel<DynamicConfig> form() {
        return form;
    }

    /// What is looked at; null before the first run.
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// True while a run that was started here goes on.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Why none can be started; empty if one can.
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    private void judge() {
        suitability.forget();
        Version present = session.present();
        DynamicConfig config = form.configProperty().get();
        if (present == null) {
            obstacle.set("Open a model first.");
        } else if (session.runSettings().data().isNone()) {
            obstacle.set("Choose data first (Ctrl+Shift+D): gates learn from labelled pictures.");
        } else if (config == null) {
            obstacle.set("A setting cannot be used.");
        } else {
            suitability.ask(new DynamicSlimming(), config);
        }
    }

    private void show() {
        Finding now = session.findingProperty().get();
        if (now != null && now.report() instanceof DynamicReport report) {
            shown.set(new Shown(report, now.version(), true));
            return;
        }
        VersionTree tree = session.tree();
        Version version = session.present();
        while (tree != null && version != null) {
            MethodResult result = session.resultOf(version);
            if (result != null && result.report() instanceof DynamicReport report) {
                shown.set(new Shown(report, version, false));
                return;
            }
            version = version.isOriginal() ? null : tree.version(version.parent());
        }
        shown.set(null);
    }

    /// Starts a run on the present.
    public void run() {
        DynamicConfig config = form.configProperty().get();
        if (config == null || !obstacle.get().isEmpty() || running.get()) {
            return;
        }
        RunningJob job = session.apply(METHOD, config, "Dynamic slimming");
        running.set(job.isAlive());
        job.stateProperty().addListener(o -> running.set(job.isAlive()));
    }
}
