package dev.secateur.engine.autograd;

import java.io.IOException;
import java.util.Optional;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// LibTorch as a whole: whether it is there, its threads, its random numbers, and sections with a setting of their own.
///
/// Sections hold for the thread that opens them. Threads and seed hold for the process.
public final class Torch {

    private Torch() {}

    /// Loads the native library when first asked for; its failure is final for this process.
    private static final class Library {

        static final Optional<String> FAILURE = load();

        private static Optional<String> load() {
            // JavaCPP would watch the memory of the process with every tensor that is made, and refuse tensors that fit.
            setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
            setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            try {
                if (extracted() == 0) {
                    return Optional.of("LibTorch has no native library for " + platform() + " on the class path");
                }
                Loader.load(torch.class);
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of("the native library of LibTorch cannot be unpacked: " + e.getMessage());
            } catch (LinkageError e) {
                return Optional.of("the native library of LibTorch does not load: " + e.getMessage());
            }
        }

        /// Unpacks all libraries before the first is loaded. JavaCPP would unpack and load one after the other, and loading
        /// libtorch before libtorch_cpu is there ends the process the first time on every computer.
        private static int extracted() throws IOException {
            return Loader.cacheResources("/org/bytedeco/pytorch/" + Loader.getPlatform() + "/").length;
        }

        private static String platform() {
            return Loader.getPlatform();
        }

        private static void setUnlessSet(String property, String value) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, value);
            }
        }
    }

    /// The reason why nothing can be trained here; empty if it can.
    public static Optional<String> unavailable() {
        return Library.FAILURE;
    }

    /// Loads LibTorch.
    ///
    /// @throws ProblemException with one sentence if there is no LibTorch for this platform
    public static void require() throws ProblemException {
        Optional<String> reason = unavailable();
        if (reason.isPresent()) {
            throw new ProblemException(
                    new Problem.OfDevice("training is not possible on this computer", "", reason.get(),
                            "train on Linux or Windows on x86-64, or on a Mac with an Apple processor"));
        }
    }

    /// For the package's own entry points that have no checked exceptions.
    static void load() {
        unavailable().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
    }

    /// Sets how many threads one operator may use, 1 or more.
    public static void setThreads(int threads) {
        load();
        if (threads < 1) {
            throw new IllegalArgumentException("a number of threads of at least 1 is needed, not " + threads);
        }
        torch.set_num_threads(threads);
        Blas.setThreads(threads);
    }

    /// How many threads one operator may use.
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /// Starts the random numbers of LibTorch (dropout, {@link Var#normal}) anew. One stream for the whole process.
    public static void setSeed(long seed) {
        load();
        torch.manual_seed(seed);
    }

    /// A section in which no tape is written: for evaluation, and around updates of parameters.
    public static Section withoutGradients() {
        return gradients(false);
    }

    /// A section in which a tape is written, inside one without.
    public static Section withGradients() {
        return gradients(true);
    }

    private static Section gradients(boolean on) {
        load();
        boolean before = GradMode.is_enabled();
        GradMode.set_enabled(on);
        return () -> GradMode.set_enabled(before);
    }

    /// True if a tape is being written on this thread.
    public static boolean recordsGradients() {
        load();
        return GradMode.is_enabled();
    }

    /// A section in which convolutions and matrix products compute in bfloat16 (autocast); parameters, their gradients and
    /// sums stay in float32. The forward pass and the loss belong in it, the gradients do not.
    public static Section inBfloat16() {
        load();
        boolean before = torch.is_autocast_enabled(torch.DeviceType.CPU);
        boolean cached = torch.is_autocast_cache_enabled();
        torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
        torch.set_autocast_enabled(torch.DeviceType.CPU, true);
        // A cached copy of a weight would be used on after the weight was changed in place.
        torch.set_autocast_cache_enabled(false);
        return () -> {
            torch.set_autocast_enabled(torch.DeviceType.CPU, before);
            torch.set_autocast_cache_enabled(cached);
        };
    }
}
