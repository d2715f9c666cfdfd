package dev.secateur.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.Tensor;

/// Times of single nodes in ONNX Runtime, from the runtime's own profile.
///
/// The runtime fuses nodes before it runs them. A kernel's time stands at the node of the graph that does its work (the
/// convolution of convolution, normalisation and activation); changes of memory layout stand at the node that asked for them.
///
/// @param nodeMs milliseconds a run by node id, median of the runs; nodes that were fused into others, or that the runtime worked
///     out before the first run, are missing
/// @param fusedInto nodes that ran within another node's kernel, and that node, by id
/// @param unattributedMs milliseconds a run that belong to no node of the graph, median of the runs
/// @param runs number of runs, warm-up not among them
public record Profile(Map<Integer, Double> nodeMs, Map<Integer, Integer> fusedInto, double unattributedMs, int runs) {

    private static final int WARM_UP = 3;
    private static final String SUFFIX = "_kernel_time";
    private static final double US_PER_MS = 1e3;

    public Profile {
        nodeMs = Collections.unmodifiableMap(new LinkedHashMap<>(nodeMs));
        fusedInto = Collections.unmodifiableMap(new LinkedHashMap<>(fusedInto));
    }

    /// Milliseconds a run of all kernels together; what the runtime does between them is not in it.
    public double kernelMs() {
        return nodeMs.values().stream().mapToDouble(Double::doubleValue).sum() + unattributedMs;
    }

    /// The part of {@link #kernelMs} that stands at nodes of the graph, 0 to 1.
    public double attributed() {
        double all = kernelMs();
        return all == 0 ? 1 : 1 - unattributedMs / all;
    }

    /// Runs a graph and reads its profile.
    ///
    /// @param inputs for one run
    /// @param runs 1 or more
    public static Profile of(Graph graph, OrtOptions options, Map<String, Tensor> inputs, int runs, Progress progress)
            throws ProblemException {
        Path folder = folder();
        try {
            Path file;
            try (OrtSession session = OrtSession.open(graph, options.withProfile(folder.resolve("profile")))) {
                try (OrtSession.Feed feed = session.feed(inputs)) {
                    feed.watched(progress, () -> {
                        for (int i = 0; i < WARM_UP + runs; i++) {
                            progress.report((double) i / (WARM_UP + runs), "Timing nodes");
                            progress.check();
                            feed.time();
                        }
                        return runs;
                    });
                }
                file = session.endProfiling();
            }
            Graph optimised = OnnxReader.read(OrtSession.optimisedFile(folder.resolve("profile")));
            JsonNode events = new JsonMapper().readTree(Files.readString(file));
            return read(new KernelRegions(graph, optimised, kernels(events)), events, runs);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the profile", folder, AtomicFile.reason(e), "free some space");
        } finally {
            discard(folder);
        }
    }

    private static Path folder() throws ProblemException {
        Path place = Path.of(System.getProperty("java.io.tmpdir", "."));
        try {
            return Files.createTempDirectory(place, "secateur-profile-");
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the profile", place, AtomicFile.reason(e), "free some space");
        }
    }

    private static void discard(Path folder) throws ProblemException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove a temporary folder", folder, AtomicFile.reason(e),
                    "remove it by hand");
        }
    }

    private static Set<String> kernels(JsonNode events) {
        Set<String> kernels = new HashSet<>();
        for (JsonNode event : events) {
            String name = event.path("name").asString("");
            if (name.endsWith(SUFFIX)) {
                kernels.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        return kernels;
    }

    /// Adds up the events of each timed run: each kernel appears once a run, in the order of the runs. Medians, because one run in which
    /// the machine did something else would weigh more in a mean than a hundred quiet ones of a small layer.
    private static Profile read(KernelRegions kernels, JsonNode events, int runs) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        Map<Integer, double[]> times = new LinkedHashMap<>();
        double[] rest = new double[runs];
        for (JsonNode event : events) {
            String name = event.path("name").asString("");
            int run = name.endsWith(SUFFIX) ? seen.merge(name, 1, Integer::sum) - 1 - WARM_UP : -1;
            if (run < 0 || run >= runs) {
                continue;
            }
            double ms = event.path("dur").asDouble() / US_PER_MS;
            String kernel = name.substring(0, name.length() - SUFFIX.length());
            Optional<Node> node = kernels.worker(kernel);
            if (node.isPresent()) {
                times.computeIfAbsent(node.get().id(), id -> new double[runs])[run] += ms;
            } else if (!kernels.isInner(kernel)) {
                rest[run] += ms;
            }
        }
        Map<Integer, Double> medians = new LinkedHashMap<>();
        times.forEach((id, each) -> medians.put(id, median(each)));
        return new Profile(medians, kernels.fused(), median(rest), runs);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
