package dev.secateur.gpu.launch;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.kernel.ComputeDevice;
import dev.secateur.gpu.kernel.CompositionKernels;
import dev.secateur.gpu.kernel.CountKernels;
import dev.secateur.gpu.kernel.PairKernels;
import dev.secateur.gpu.kernel.RoundingKernels;
import dev.secateur.gpu.kernel.RowKernels;

/// Runs kernels as the plain Java that they are, one work-item after the other, on copies of what was sent. Fails when it is told to.
public final class JavaDevice implements Device {

    private int runs;
    private int loads;
    private int made;
    private int open;
    private int failingFrom = Integer.MAX_VALUE;
    private int unpreparedFrom = Integer.MAX_VALUE;
    private boolean silent;

    /// From its n-th run on, counted from 0, it is lost.
    JavaDevice failingFrom(int run) {
        failingFrom = run;
        return this;
    }

    /// From the n-th plan on, counted from 0, it cannot compile.
    JavaDevice unpreparedFrom(int plan) {
        unpreparedFrom = plan;
        return this;
    }

    /// It keeps its results and says nothing of it.
    JavaDevice keepingResults() {
        silent = true;
        return this;
    }

    int runs() {
        return runs;
    }

    int loads() {
        return loads;
    }

    int made() {
        return made;
    }

    int open() {
        return open;
    }

    @Override
    public ComputeDevice info() {
        return new ComputeDevice("9:9", "Java", "test", ComputeDevice.Kind.OTHER, 1L << 30, 1L << 28);
    }

    @Override
    public Plan prepare(DeviceKernel kernel, List<Object> arrays) {
        if (made >= unpreparedFrom) {
            throw new DeviceFailure("the kernel cannot be compiled", new IllegalStateException());
        }
        made++;
        open++;
        return new JavaPlan(kernel, arrays);
    }

    private final class JavaPlan implements Plan {
        private final DeviceKernel kernel;
        private final List<Object> arrays;
        private final List<Object> there = new ArrayList<>();

        JavaPlan(DeviceKernel kernel, List<Object> arrays) {
            this.kernel = kernel;
            this.arrays = arrays;
            arrays.forEach(array -> there.add(empty(array)));
        }

        private static Object empty(Object array) {
            return java.lang.reflect.Array.newInstance(array.getClass().getComponentType(),
                    java.lang.reflect.Array.getLength(array));
        }

        private void copy(List<Object> from, List<Object> to, int index) {
            System.arraycopy(from.get(index), 0, to.get(index), 0, java.lang.reflect.Array.getLength(from.get(index)));
        }

        @Override
        public Times run(boolean load) {
            if (runs++ >= failingFrom) {
                throw new DeviceFailure("it does not answer", new IllegalStateException());
            }
            int first = kernel.keeps() ? 1 : 0;
            if (kernel.keeps() && load) {
                loads++;
                copy(arrays, there, 0);
            }
            for (int i = first; i < first + kernel.sent(); i++) {
                copy(arrays, there, i);
            }
            run();
            if (!silent) {
                copy(there, arrays, arrays.size() - 1);
            }
            return new Times(0, 0, 1);
        }

        private void run() {
            switch (kernel) {
                case ROUNDING -> RoundingKernels.errors(floats(0), floats(1), ints(2), doubles(3));
                case COUNT -> {
                    CountKernels.count(floats(0), floats(1), ints(2), ints(3), ints(4));
                    CountKernels.fold(ints(4), ints(3), ints(2), ints(5));
                }
                case ASSIGN -> CountKernels.assign(floats(0), doubles(1), ints(2), ints(3), doubles(4));
                case NORMS -> RowKernels.norms(floats(0), ints(1), doubles(2));
                case KNOCKOFFS -> RowKernels.knockoffs(floats(0), floats(1), ints(2), floats(3));
                case SOFTMAX -> RowKernels.softmaxMeans(floats(0), floats(1), ints(2), floats(3));
                case LARGEST -> RowKernels.largest(floats(0), ints(1), ints(2));
                case DIFFERENCES, TILED_DIFFERENCES -> PairKernels.differences(floats(0), ints(1), doubles(2));
                case PRODUCTS, TILED_PRODUCTS -> PairKernels.products(floats(0), ints(1), doubles(2));
                case COMPOSE -> CompositionKernels.compose(doubles(0), ints(1), doubles(2));
            }
        }

        private float[] floats(int index) {
            return (float[]) there.get(index);
        }

        private int[] ints(int index) {
            return (int[]) there.get(index);
        }

        private double[] doubles(int index) {
            return (double[]) there.get(index);
        }

        @Override
        public void close() {
            open--;
        }
    }
}
