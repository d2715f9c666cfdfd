package dev.secateur.app.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.kernel.ComputeDevice;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.kernel.KernelProvider;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ComputeModelTest {

    private static final ComputeDevice CARD = new ComputeDevice("0:1", "A card", "test", ComputeDevice.Kind.GRAPHICS,
            8L << 30, 2L << 30);

    private final Kernels onCard = Kernels.plain();
    private final List<String> told = new ArrayList<>();
    private Consumer<String> failing = text -> {};

    private ComputeModel model(List<ComputeDevice> devices) {
        KernelProvider provider = new KernelProvider() {
            @Override
            public Survey survey() {
                return new Survey(devices, devices.isEmpty() ? List.of("There is no driver.") : List.of());
            }

            @Override
            public Kernels open(ComputeDevice device, Consumer<String> listener) {
                failing = listener;
                return onCard;
            }
        };
        ComputeModel model = new ComputeModel(() -> new KernelDevices(List.of(provider)), Runnable::run);
        model.toldProperty().addListener((o, was, is) -> {
            if (!is.isEmpty()) {
                told.add(is);
            }
        });
        return model;
    }

    @Test
    void theDeviceThatWasChosenComputesAndIsNamed() throws Exception {
        ComputeModel model = model(List.of(CARD));
        assertThat(model.textProperty().get()).isEqualTo("CPU");
        model.use(model.prepare(KernelDevices.AUTO));
        assertThat(model.kernels()).isSameAs(onCard);
        assertThat(model.textProperty().get()).isEqualTo("A card");
        assertThat(model.surveyProperty().get().devices()).containsExactly(CARD);
        model.use(model.prepare(KernelDevices.PROCESSOR));
        assertThat(model.kernels()).isNotSameAs(onCard);
        assertThat(model.textProperty().get()).isEqualTo("CPU");
        assertThat(told).isEmpty();
    }

    @Test
    void aDeviceThatFailsAtWorkIsNamedNoMore() throws Exception {
        ComputeModel model = model(List.of(CARD));
        model.use(model.prepare("0:1"));
        failing.accept("A card failed.");
        assertThat(model.textProperty().get()).isEqualTo("CPU");
        assertThat(told).containsExactly("A card failed.");
    }

    @Test
    void everyChoiceThatCannotBeHadIsToldOnce() throws Exception {
        ComputeModel model = model(List.of());
        model.use(model.prepare(KernelDevices.AUTO));
        assertThat(told).containsExactly("There is no driver. The engine's own kernels do the work.");
        assertThat(model.textProperty().get()).isEqualTo("CPU");
        model.use(model.prepare(KernelDevices.AUTO));
        assertThat(told).hasSize(2);
    }

    @Test
    void aNameThatNoDeviceHasChangesNothing() throws Exception {
        ComputeModel model = model(List.of(CARD));
        model.use(model.prepare("0:1"));
        assertThatThrownBy(() -> model.prepare("0:7")).isInstanceOf(ProblemException.class);
        assertThat(model.textProperty().get()).isEqualTo("A card");
    }
}
