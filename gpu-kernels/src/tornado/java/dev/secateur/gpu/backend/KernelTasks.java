package dev.secateur.gpu.backend;

import java.util.List;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;

import dev.secateur.gpu.kernel.CompositionKernels;
import dev.secateur.gpu.kernel.CountKernels;
import dev.secateur.gpu.kernel.LoadKernels;
import dev.secateur.gpu.kernel.PairKernels;
import dev.secateur.gpu.kernel.RoundingKernels;
import dev.secateur.gpu.kernel.RowKernels;
import dev.secateur.gpu.launch.DeviceKernel;

/// The table from kernels to methods. TornadoVM reads the method out of the lambda's code, so each must stand here as a reference.
final class KernelTasks {

    /// What the task of a kernel is called in its graph.
    static final String TASK = "kernel";
    private static final int WITNESSES = 64;

    private KernelTasks() {}

    /// Adds the kernel to a graph that sends what it needs.
    static TaskGraph add(DeviceKernel kernel, TaskGraph graph, List<Object> arrays) {
        Arguments a = new Arguments(arrays);
        return switch (kernel) {
            case ROUNDING -> graph.task(TASK, RoundingKernels::errors, a.floats(0), a.floats(1), a.ints(2),
                    a.doubles(3));
            case COUNT -> graph
                    .task(TASK, CountKernels::count, a.floats(0), a.floats(1), a.ints(2), a.ints(3), a.ints(4))
                    .task("fold", CountKernels::fold, a.ints(4), a.ints(3), a.ints(2), a.ints(5));
            case ASSIGN -> graph.task(TASK, CountKernels::assign, a.floats(0), a.doubles(1), a.ints(2), a.ints(3),
                    a.doubles(4));
            case NORMS -> graph.task(TASK, RowKernels::norms, a.floats(0), a.ints(1), a.doubles(2));
            case KNOCKOFFS -> graph.task(TASK, RowKernels::knockoffs, a.floats(0), a.floats(1), a.ints(2),
                    a.floats(3));
            case SOFTMAX -> graph.task(TASK, RowKernels::softmaxMeans, a.floats(0), a.floats(1), a.ints(2),
                    a.floats(3));
            case LARGEST -> graph.task(TASK, RowKernels::largest, a.floats(0), a.ints(1), a.ints(2));
            case DIFFERENCES -> graph.task(TASK, PairKernels::differences, a.floats(0), a.ints(1), a.doubles(2));
            case PRODUCTS -> graph.task(TASK, PairKernels::products, a.floats(0), a.ints(1), a.doubles(2));
            case TILED_DIFFERENCES -> graph.task(TASK, TiledKernels::differences, new KernelContext(), a.floats(0),
                    a.ints(1), a.doubles(2));
            case TILED_PRODUCTS -> graph.task(TASK, TiledKernels::products, new KernelContext(), a.floats(0),
                    a.ints(1), a.doubles(2));
            case COMPOSE -> graph.task(TASK, CompositionKernels::compose, a.doubles(0), a.ints(1), a.doubles(2));
        };
    }

    /// Adds what makes an array go to the device.
    static TaskGraph load(TaskGraph graph, Object kept) {
        int[] witness = new int[WITNESSES];
        return kept instanceof float[] floats
                ? graph.task(TASK, LoadKernels::load, floats, witness)
                : graph.task(TASK, LoadKernels::loadWide, (double[]) kept, witness);
    }

    private record Arguments(List<Object> arrays) {

        float[] floats(int index) {
            return (float[]) arrays.get(index);
        }

        int[] ints(int index) {
            return (int[]) arrays.get(index);
        }

        double[] doubles(int index) {
            return (double[]) arrays.get(index);
        }
    }
}
