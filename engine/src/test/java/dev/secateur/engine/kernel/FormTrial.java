package dev.secateur.engine.kernel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Arrays;

import dev.secateur.engine.job.Progress;

/// A program that says which form of the kernels it found, and what that computes.
final class FormTrial {

    private FormTrial() {}

    /// Prints two lines.
    public static void main(String[] arguments) {
        float[] values = KernelContract.normal(70 * 300, 5);
        float[] steps = new float[70];
        float[] highs = new float[70];
        Arrays.fill(steps, 0.1f);
        Arrays.fill(highs, 7);
        Kernels kernels = new PlainKernels(ProcessorForm.FOUND.vectors() ? new VectorLoops() : Loops.plain());
        RoundingErrors errors = kernels.roundingErrors(values, new Grids(70, steps, new float[70], highs));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
        out.println(ProcessorForm.FOUND.text());
        out.println(Arrays.hashCode(errors.errors()) + " " + Arrays.hashCode(kernels.gram(values, 70)) + " "
                + Arrays.hashCode(Kernels.processor().distanceSums(values, 70, Progress.none())));
        out.flush();
    }
}
