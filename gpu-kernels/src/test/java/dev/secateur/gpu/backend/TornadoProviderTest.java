package dev.secateur.gpu.backend;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.kernel.KernelProvider;
import dev.secateur.gpu.launch.DeviceFailure;
import dev.secateur.gpu.launch.JavaDevice;

import static org.assertj.core.api.Assertions.assertThat;

class TornadoProviderTest {

    private static List<String> obstacles(KernelProvider provider) {
        assertThat(provider.survey().devices()).isEmpty();
        return provider.survey().obstacles();
    }

    @Test
    void theProgramFindsIt() {
        assertThat(java.util.ServiceLoader.load(KernelProvider.class).stream().map(p -> p.type().getSimpleName()))
                .containsExactly("TornadoProvider");
    }

    @Test
    void aBuildWithoutAnSdkSaysHowToGetOne() {
        assertThat(obstacles(new TornadoProvider(Optional.empty(), true))).singleElement().asString()
                .contains("TORNADOVM_HOME");
    }

    @Test
    void aStartWithoutTornadosArgumentsSaysHowToStart() {
        assertThat(obstacles(new TornadoProvider(Optional.of(List::of), false))).singleElement().asString()
                .contains("--device auto");
    }

    @Test
    void aRuntimeThatDoesNotStartIsNotAskedAgain() {
        int[] asked = {0};
        TornadoProvider provider = new TornadoProvider(Optional.of(() -> {
            asked[0]++;
            throw new DeviceFailure("no OpenCL loader", new UnsatisfiedLinkError());
        }), true);
        assertThat(obstacles(provider)).containsExactly("TornadoVM does not start: no OpenCL loader.");
        assertThat(asked).containsExactly(1);
    }

    @Test
    void aLoaderWithoutADeviceSaysWhatIsMissing() {
        assertThat(obstacles(new TornadoProvider(Optional.of(List::of), true))).singleElement().asString()
                .contains("no driver");
    }

    @Test
    void itsDevicesCanBeChosen() throws Exception {
        JavaDevice device = new JavaDevice();
        TornadoProvider provider = new TornadoProvider(Optional.of(() -> List.of(device)), true);
        KernelDevices.Choice choice = new KernelDevices(List.of(provider)).choose("9:9", text -> {});
        assertThat(choice.device()).contains(device.info());
        assertThat(choice.text()).isEqualTo("Java");
    }
}
