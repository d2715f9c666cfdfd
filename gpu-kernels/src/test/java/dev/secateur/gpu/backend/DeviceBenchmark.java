package dev.secateur.gpu.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

import dev.secateur.engine.kernel.Kernels;
import dev.secateur.gpu.launch.Device;
import dev.secateur.gpu.launch.DeviceKernels;

/// Every kernel at three sizes, in plain Java and on the first device of TornadoVM, as rows of a table. Run by
/// `docs/benchmarks/kernels.sh`.
///
/// Both compute in turns, so that what else the machine does slows both. A call is measured from outside: what it takes to lay arrays
/// ready, to send them, to compute and to fetch the result. Of that, transfer and kernel are what the device's own clock says. Times are
/// medians, but for the compilation, which happens once, in the first call.
///
/// Arguments: calls to measure, after three seconds no further one begins; then beginnings of the names of kernels, if not all are meant.
public final class DeviceBenchmark {

    private static final int WARM_UP = 2;
    private static final long LONGEST = 3_000_000_000L;
    private static final double NANOS = 1e6;

    private final Device device;
    private final Kernels plain = Kernels.plain();
    private final int calls;
    /// The last result, kept so that no call can be optimised away.
    private Object result = List.of();

    private DeviceBenchmark(Device device, int calls) {
        this.device = device;
        this.calls = calls;
    }

    /// Prints the table.
    public static void main(String[] arguments) {
        Device device = DeviceSource.found().orElseThrow().devices().getFirst();
        DeviceBenchmark benchmark = new DeviceBenchmark(device, Integer.parseInt(arguments[0]));
        System.out.println(device.info().name() + " (" + device.info().platform() + ")");
        System.out
                .println("| kernel | size | million operations | plain ms | device ms | of it transfer | of it kernel "
                        + "| first call ms | compilation in it | plain / device |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        List<String> names = List.of(arguments).subList(1, arguments.length);
        KernelWork.all().stream().filter(w -> names.isEmpty() || names.stream().anyMatch(w.name()::startsWith))
                .map(benchmark::row).forEach(System.out::println);
        if (benchmark.result instanceof List) {
            throw new IllegalStateException("nothing was computed");
        }
    }

    private String row(KernelWork work) {
        try (DeviceKernels kernels = new DeviceKernels(device)) {
            Function<Kernels, Object> onDevice = work.ready(kernels);
            Function<Kernels, Object> inJava = work.ready(plain);
            Sample first = sample(kernels, onDevice);
            for (int i = 0; i < WARM_UP; i++) {
                result = inJava.apply(plain);
                result = onDevice.apply(kernels);
            }
            List<Double> java = new ArrayList<>();
            List<Sample> samples = new ArrayList<>();
            long begun = System.nanoTime();
            while (samples.size() < calls && (samples.isEmpty() || System.nanoTime() - begun < LONGEST)) {
                long start = System.nanoTime();
                result = inJava.apply(plain);
                java.add((System.nanoTime() - start) / NANOS);
                samples.add(sample(kernels, onDevice));
            }
            double inPlain = median(java.stream().mapToDouble(x -> x));
            double call = median(samples.stream().mapToDouble(Sample::call));
            return String.format(Locale.ROOT, "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.2f |",
                    work.name(), work.size(), work.operations() / 1e6, inPlain, call,
                    median(samples.stream().mapToDouble(Sample::transfer)),
                    median(samples.stream().mapToDouble(Sample::kernel)), first.call(), first.compile(),
                    inPlain / call);
        }
    }

    private Sample sample(DeviceKernels kernels, Function<Kernels, Object> work) {
        Device.Times before = kernels.times();
        long start = System.nanoTime();
        result = work.apply(kernels);
        long call = System.nanoTime() - start;
        Device.Times after = kernels.times();
        return new Sample(call / NANOS, (after.compile() - before.compile()) / NANOS,
                (after.transfer() - before.transfer()) / NANOS, (after.kernel() - before.kernel()) / NANOS);
    }

    private static double median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /// Where the time of a call went, ms.
    private record Sample(double call, double compile, double transfer, double kernel) {}
}
