package dev.secateur.gpu.kernel;

/// Kernels that only make an array go to the device, where it stays for those that follow.
public final class LoadKernels {

    private LoadKernels() {}

    /// One work-item for each place of the witness, which it alone writes.
    public static void load(float[] values, int[] witness) {
        for (@Parallel
        int item = 0; item < witness.length; item++) {
            witness[item] = values[item] == 0 ? 0 : 1;
        }
    }

    /// The same for float64.
    public static void loadWide(double[] values, int[] witness) {
        for (@Parallel
        int item = 0; item < witness.length; item++) {
            witness[item] = values[item] == 0 ? 0 : 1;
        }
    }
}
