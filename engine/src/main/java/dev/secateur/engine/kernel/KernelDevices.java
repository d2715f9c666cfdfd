package dev.secateur.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

import dev.secateur.engine.problem.ProblemException;

/// The devices of all providers, and the choice among them.
public final class KernelDevices {

    /// The engine's own kernels.
    public static final String PROCESSOR = "cpu";
    /// The first graphics device, if there is one.
    public static final String AUTO = "auto";

    private static final String WHAT = "cannot compute on this device";

    private final List<KernelProvider> providers;

    /// @param providers in the order in which their devices are listed
    public KernelDevices(List<KernelProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /// Those on the class path.
    public static KernelDevices found() {
        return new KernelDevices(ServiceLoader.load(KernelProvider.class).stream().map(ServiceLoader.Provider::get)
                .toList());
    }

    /// What was chosen.
    ///
    /// @param kernels that compute
    /// @param device where; empty for the engine's own kernels
    public record Choice(Kernels kernels, Optional<ComputeDevice> device) {

        /// For people: the device's name, or `engine's own kernels`.
        public String text() {
            return device.map(ComputeDevice::name).orElse("engine's own kernels");
        }
    }

    /// What there is, over all providers.
    public KernelProvider.Survey survey() {
        List<ComputeDevice> devices = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (KernelProvider provider : providers) {
            KernelProvider.Survey survey = provider.survey();
            devices.addAll(survey.devices());
            obstacles.addAll(survey.obstacles());
        }
        if (providers.isEmpty()) {
            obstacles.add("The program's part for devices is not on the class path.");
        }
        return new KernelProvider.Survey(devices, obstacles);
    }

    /// Finds the kernels that were asked for. Where a device cannot be had at all, the engine's own serve and it is told why.
    ///
    /// @param wanted {@link #PROCESSOR}, {@link #AUTO}, or a device's id
    /// @param told takes a sentence now if no device serves, and one later if it fails
    /// @throws ProblemException if there are devices, but none is called so
    public Choice choose(String wanted, Consumer<String> told) throws ProblemException {
        if (wanted.equals(PROCESSOR)) {
            return new Choice(Kernels.processor(), Optional.empty());
        }
        List<String> ids = new ArrayList<>();
        for (KernelProvider provider : providers) {
            for (ComputeDevice device : provider.survey().devices()) {
                ids.add(device.id());
                boolean meant = wanted.equals(AUTO)
                        ? device.kind() == ComputeDevice.Kind.GRAPHICS
                        : wanted.equals(device.id());
                if (meant) {
                    return new Choice(provider.open(device, told), Optional.of(device));
                }
            }
        }
        if (!wanted.equals(AUTO) && (!ids.isEmpty() || !wanted.matches("\\d+:\\d+"))) {
            throw ProblemException.ofSetting(WHAT, "--device " + wanted, "there is no device of this name",
                    "use " + PROCESSOR + ", " + AUTO + (ids.isEmpty() ? "" : ", " + String.join(", ", ids))
                            + "; secateur devices lists them");
        }
        String why = ids.isEmpty() ? String.join(" ", survey().obstacles()) : "There is no graphics device.";
        told.accept(why + " The engine's own kernels do the work.");
        return new Choice(Kernels.processor(), Optional.empty());
    }
}
