package dev.secateur.app.window;

import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

import dev.secateur.app.jobs.ComputeModel;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.kernel.ComputeDevice;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.kernel.ProcessorForm;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.text.Figures;

/// Says what does the data-parallel work, and lets another device be chosen: in the status line and in the settings.
final class DeviceMenu extends MenuButton {

    private static final double REASON_WIDTH = 380;
    private static final double WIDTH = 280;

    private final SessionModel session;
    private final ComputeModel compute;
    private boolean looked;

    /// The one in the status line, which also tells there when a device fails.
    static DeviceMenu inStatusLine(SessionModel session, ComputeModel compute) {
        DeviceMenu menu = new DeviceMenu(session, compute, "device");
        menu.getStyleClass().addAll("flat", "status-button");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.textProperty().bind(compute.textProperty().map(t -> "Kernels: " + t));
        compute.toldProperty().addListener((o, was, is) -> {
            if (!is.isEmpty()) {
                session.statusProperty().set(Status.warning(is));
            }
        });
        return menu;
    }

    /// The one in the settings.
    static DeviceMenu inSettings(SessionModel session, ComputeModel compute) {
        DeviceMenu menu = new DeviceMenu(session, compute, "settings-device");
        menu.setAccessibleText("Where large data-parallel work is done");
        menu.textProperty().bind(compute.textProperty());
        return menu;
    }

    private DeviceMenu(SessionModel session, ComputeModel compute, String id) {
        this.session = session;
        this.compute = compute;
        setId(id);
        setMaxWidth(WIDTH);
        setTooltip(new Tooltip("Where large data-parallel work is done: quantisation errors, distances, products"));
        compute.surveyProperty().addListener(o -> fill());
        compute.wantedProperty().addListener(o -> fill());
        fill();
        setOnShowing(e -> look());
    }

    private void look() {
        if (!looked) {
            looked = true;
            session.jobs().start(new Job<>("Look for devices", Job.Lane.LIGHT, p -> compute.look()), compute::found);
        }
    }

    private void choose(String name) {
        session.jobs().start(new Job<>("Make the device ready", Job.Lane.LIGHT, p -> compute.prepare(name)),
                ready -> {
                    looked = true;
                    compute.use(ready);
                });
    }

    private void fill() {
        ToggleGroup group = new ToggleGroup();
        getItems().setAll(item(group, KernelDevices.PROCESSOR, "CPU: the engine's own kernels"),
                item(group, KernelDevices.AUTO, "Automatic: a graphics device for large work"));
        for (ComputeDevice device : compute.surveyProperty().get().devices()) {
            getItems().add(item(group, device.id(), device.id() + " " + device.name() + " (" + device.platform() + "), "
                    + Figures.bytes(device.memory())));
        }
        remark("CPU: " + ProcessorForm.FOUND.text());
        compute.surveyProperty().get().obstacles().forEach(this::remark);
    }

    private void remark(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(REASON_WIDTH);
        CustomMenuItem item = new CustomMenuItem(label, false);
        item.setDisable(true);
        getItems().addAll(new SeparatorMenuItem(), item);
    }

    private RadioMenuItem item(ToggleGroup group, String name, String text) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setSelected(name.equals(compute.wantedProperty().get()));
        item.setOnAction(e -> {
            compute.remember(name);
            choose(name);
        });
        return item;
    }
}
