package dev.secateur.gpu.launch;

import java.util.List;

import dev.secateur.engine.kernel.ComputeDevice;

/// A device that runs plans. Every failure of it is a {@link DeviceFailure}.
public interface Device {

    /// What it is.
    ComputeDevice info();

    /// Prepares a kernel for arrays of these lengths. The arrays belong to the plan: they are filled before each run, and the last one
    /// holds what the run gave.
    ///
    /// @param arrays in the order of the kernel's arguments
    Plan prepare(DeviceKernel kernel, List<Object> arrays);

    /// A kernel that is ready to run.
    interface Plan extends AutoCloseable {

        /// Runs, and waits for the result.
        ///
        /// @param load whether the array that may stay on the device has changed; always true at first
        Times run(boolean load);

        @Override
        void close();
    }

    /// Where the time of a run went, ns.
    ///
    /// @param compile making code for the device, 0 after the first run
    /// @param transfer to the device and back
    /// @param kernel on the device
    record Times(long compile, long transfer, long kernel) {

        /// Both together.
        public Times plus(Times other) {
            return new Times(compile + other.compile, transfer + other.transfer, kernel + other.kernel);
        }
    }
}
