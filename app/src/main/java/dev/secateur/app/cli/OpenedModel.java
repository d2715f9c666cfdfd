package dev.secateur.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.Tensor;

/// A model that was read from its file.
///
/// @param bindings sizes that the user gave for open axes
record OpenedModel(Path file, Graph graph, Bindings bindings) {

    static OpenedModel read(Path file, SharedOptions options) throws ProblemException {
        return new OpenedModel(file, OnnxReader.read(file), options.bindings());
    }

    /// Shapes for one sample.
    Shapes shapes() {
        return ShapeInference.infer(graph, bindings.withBatch(1));
    }

    /// Costs for one sample.
    Costs costs(Shapes shapes) {
        return CostRules.count(graph, shapes);
    }

    /// Made-up inputs for one run.
    ///
    /// @param otherwise samples in it if the user does not say, and the model leaves it open
    /// @throws ProblemException if the model's batch is fixed at another number than the one asked for
    Map<String, Tensor> inputs(SharedOptions options, int otherwise) throws ProblemException {
        Map<String, Tensor> inputs = SampleInputs.normal(graph, bindings, options.batch(otherwise), options.seed);
        int actual = SampleInputs.batch(graph, inputs);
        if (options.batch != null && options.batch != actual) {
            throw ProblemException.ofSetting("cannot run " + options.batch + " samples at once",
                    "--batch " + options.batch, "the batch of " + file + " is fixed at " + actual,
                    "leave the option out, or export the model with an open batch");
        }
        return inputs;
    }

    /// Made-up samples for comparing.
    Samples samples(int count, SharedOptions options) throws ProblemException {
        return SampleInputs.samples(graph, bindings, count, options.seed);
    }

    /// Size of its file and of the data files that belong to it.
    long bytes() throws ProblemException {
        long bytes = 0;
        for (Path part : OnnxReader.files(graph)) {
            try {
                bytes += Files.size(part);
            } catch (IOException e) {
                throw ProblemException.ofFile("cannot look at the model", part, AtomicFile.reason(e), "");
            }
        }
        return bytes;
    }
}
