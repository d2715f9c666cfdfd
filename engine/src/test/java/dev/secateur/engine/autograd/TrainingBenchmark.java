package dev.secateur.engine.autograd;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.sun.management.OperatingSystemMXBean;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// One training step of a classifier of small pictures of ten classes, batch 128, with Nesterov momentum and weight decay on the kernels:
/// images per CPU-second of the whole process, and per second. Run by `docs/benchmarks/training.sh`, in turns with PyTorch.
///
/// Arguments: model file, threads, steps to warm up, steps to measure, `last` or `first` for the channels, `bf16` if wanted.
public final class TrainingBenchmark {

    private static final int BATCH = 128;
    private static final double RATE = 0.01;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 1e-4;

    private final TrainableGraph network;
    private final List<Var> trained;
    private final List<Var> kernels;
    private final List<Var> velocity;
    private final boolean narrow;

    private TrainingBenchmark(TrainableGraph network, boolean narrow) {
        this.narrow = narrow;
        this.network = network;
        this.trained = network.trainedValues();
        this.kernels = network.trained().stream().filter(p -> p.kind().decays()).map(Parameter::value).toList();
        this.velocity = trained.stream().map(v -> v.zerosLike().keep()).toList();
    }

    /// Prints one line: images per CPU-second and images per second.
    public static void main(String[] arguments) throws Exception {
        Torch.setThreads(Integer.parseInt(arguments[1]));
        Torch.setSeed(1);
        int warmUp = Integer.parseInt(arguments[2]);
        int steps = Integer.parseInt(arguments[3]);
        Graph graph = OnnxReader.read(Path.of(arguments[0]));
        ExecutionOptions options = ExecutionOptions.defaults().channelsLast(arguments[4].equals("last"));
        try (TrainableGraph network = TrainableGraph.of(graph, options); Scope all = Scope.open()) {
            TrainingBenchmark benchmark = new TrainingBenchmark(network,
                    arguments.length > 5 && arguments[5].equals("bf16"));
            Shape one = Objects.requireNonNull(graph.type(graph.inputs().getFirst()).shape());
            Var pictures = Var.normal(one.with(0, Dim.of(BATCH)).sizes());
            long[] labels = new long[BATCH];
            for (int i = 0; i < BATCH; i++) {
                labels[i] = i % 10;
            }
            Var wanted = Var.of(labels);
            benchmark.steps(warmUp, pictures, wanted);
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = process.getProcessCpuTime();
            long wall = System.nanoTime();
            benchmark.steps(steps, pictures, wanted);
            double images = 1e9 * steps * BATCH;
            System.out.printf(Locale.ROOT, "%.1f %.1f%n", images / (process.getProcessCpuTime() - cpu),
                    images / (System.nanoTime() - wall));
        }
    }

    private void steps(int count, Var pictures, Var labels) {
        for (int i = 0; i < count; i++) {
            try (Scope step = Scope.open()) {
                Var loss;
                try (Section narrowed = narrow ? Torch.inBfloat16() : () -> {}) {
                    loss = Losses.crossEntropy(network.forward(pictures, Mode.TRAIN), labels, 0);
                }
                update(Gradients.of(loss, trained));
                loss.item();
            }
        }
    }

    private void update(Gradients found) {
        List<Var> gradients = new ArrayList<>(found.orZeros());
        for (int i = 0; i < gradients.size(); i++) {
            if (kernels.contains(trained.get(i))) {
                Update.addScaled(gradients.get(i), DECAY, trained.get(i));
            }
        }
        Update.scale(velocity, MOMENTUM);
        Update.addScaled(velocity, 1, gradients);
        Update.addScaled(gradients, MOMENTUM, velocity);
        Update.addScaled(trained, -RATE, gradients);
    }
}
