package dev.secateur.app.jobs;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.kernel.KernelProvider;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;

/// What does the window's large data-parallel work, and what could.
public final class ComputeModel {

    private final Supplier<KernelDevices> devices;
    private final Executor delivery;
    private final ReadOnlyStringWrapper wanted = new ReadOnlyStringWrapper(KernelDevices.PROCESSOR);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("CPU");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<KernelProvider.Survey> survey = new ReadOnlyObjectWrapper<>(
            new KernelProvider.Survey(java.util.List.of(), java.util.List.of()));
    private Consumer<String> memory = name -> {};
    private @Nullable KernelDevices known;
    private volatile Kernels kernels = Kernels.processor();

    /// @param devices looks for devices; asked on a job's thread
    /// @param delivery the thread of the window
    ComputeModel(Supplier<KernelDevices> devices, Executor delivery) {
        this.devices = devices;
        this.delivery = delivery;
    }

    /// One for a window.
    ///
    /// @param devices looks for devices; asked once, on a job's thread
    public static ComputeModel onFxThread(Supplier<KernelDevices> devices) {
        return new ComputeModel(devices, Platform::runLater);
    }

    /// What was made ready.
    ///
    /// @param wanted its name
    /// @param choice kernels and device
    /// @param survey all there is
    public record Ready(String wanted, KernelDevices.Choice choice, KernelProvider.Survey survey) {}

    /// Makes a device ready; takes up to some seconds the first time.
    ///
    /// @param name as for {@link KernelDevices#choose}
    /// @throws ProblemException if there is no device of this name
    public Ready prepare(String name) throws ProblemException {
        // What was told of the last choice would else be told of no other.
        delivery.execute(() -> told.set(""));
        KernelDevices.Choice choice = devices().choose(name, this::tell);
        return new Ready(name, choice, devices().survey());
    }

    /// Looks for devices; takes up to some seconds the first time.
    public KernelProvider.Survey look() {
        return devices().survey();
    }

    /// Found once: a runtime whose first start failed cannot start again.
    private synchronized KernelDevices devices() {
        if (known == null) {
            known = devices.get();
        }
        return known;
    }

    /// What was prepared computes from the next job on.
    public void use(Ready ready) {
        kernels = ready.choice().kernels();
        wanted.set(ready.wanted());
        survey.set(ready.survey());
        text.set(ready.choice().device().isPresent() ? ready.choice().text() : "CPU");
    }

    /// What was found.
    public void found(KernelProvider.Survey now) {
        survey.set(Objects.requireNonNull(now));
    }

    private void tell(String sentence) {
        delivery.execute(() -> {
            text.set("CPU");
            told.set(sentence);
        });
    }

    /// Where choices are remembered from now on.
    public void rememberIn(SettingsModel settings) {
        memory = name -> settings.change(s -> s.withMore(s.further().withDevice(name)));
    }

    /// Someone chose a device: it will be used after the next start too.
    public void remember(String name) {
        memory.accept(name);
    }

    /// Those that the next job uses. May be asked on any thread.
    public Kernels kernels() {
        return kernels;
    }

    /// The name that was chosen.
    public ReadOnlyStringProperty wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /// What computes, for the status line.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// Why the device that was chosen does not compute; empty if nothing is wrong.
    public ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    /// What there is, as far as was looked.
    public ReadOnlyObjectProperty<KernelProvider.Survey> surveyProperty() {
        return survey.getReadOnlyProperty();
    }
}
