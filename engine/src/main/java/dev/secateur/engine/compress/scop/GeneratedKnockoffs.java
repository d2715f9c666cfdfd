package dev.secateur.engine.compress.scop;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Knockoffs from a generator that the user brings: an ONNX model from normal numbers `[N, Z]` to pictures, run in ONNX Runtime. As in the
/// released code, a knockoff does not depend on the picture that it stands beside.
final class GeneratedKnockoffs implements Knockoffs {

    private final OrtSession session;
    private final String file;
    private final int width;
    private final PixelRange pixels;
    private final Normalisation normalisation;
    private final SplittableRandom random;

    private GeneratedKnockoffs(OrtSession session, String file, int width, ScopConfig config,
            Normalisation normalisation, long seed) {
        this.session = session;
        this.file = file;
        this.width = width;
        this.pixels = config.generatorPixels();
        this.normalisation = normalisation;
        this.random = new SplittableRandom(seed);
    }

    /// Opens the generator.
    ///
    /// @throws ProblemException if none is named, it cannot be read, or it does not go from `[N, Z]` to something
    static GeneratedKnockoffs of(ScopConfig config, Normalisation normalisation, int threads, long seed)
            throws ProblemException {
        if (config.generator().isBlank()) {
            throw ProblemException.ofSetting("cannot make knockoffs", "generator", "no generator is named",
                    "name an ONNX file that makes pictures of normal numbers [N, Z], or choose another knockoff");
        }
        Path path = Path.of(config.generator());
        Graph graph = OnnxReader.read(path);
        Shape shape = graph.requiredInputs().size() == 1
                ? graph.type(graph.requiredInputs().getFirst()).shape()
                : null;
        if (shape == null || shape.rank() != 2 || shape.dim(0).isKnown() || !shape.dim(1).isKnown()) {
            throw ProblemException.ofFile("cannot use the generator", path,
                    "it has not one input [N, Z] with an open N and a fixed Z", "export it in this form");
        }
        int width = Math.toIntExact(shape.dim(1).sizeOrMinusOne());
        return new GeneratedKnockoffs(OrtSession.open(graph, OrtOptions.defaults().withThreads(threads)),
                path.getFileName().toString(), width, config, normalisation, seed);
    }

    @Override
    public String description() {
        return "pictures from the generator " + file + ", independent of the pictures they stand beside";
    }

    @Override
    public Var of(Batch batch, Var real, Progress progress) throws ProblemException {
        int n = batch.size();
        float[] drawn = new float[n * width];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        Tensor made = session.run(Map.of(session.inputNames().getFirst(), Tensor.of(drawn, n, width)), progress)
                .values()
                .iterator().next();
        if (!java.util.Arrays.equals(made.dims(), real.dims())) {
            throw ProblemException.ofSetting("cannot use the generator", "generator",
                    "it makes " + java.util.Arrays.toString(made.dims()) + " and the network takes "
                            + java.util.Arrays.toString(real.dims()),
                    "bring one that makes pictures of this size");
        }
        float[] numbers = made.toFloats();
        int plane = Math.toIntExact(real.dim(2) * real.dim(3));
        int picture = numbers.length / n;
        if (pixels != PixelRange.NETWORK) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = pixels.toPixel(numbers[i]);
            }
            for (int i = 0; i < n; i++) {
                normalisation.apply(numbers, i * picture, plane);
            }
        }
        return Var.of(numbers, real.dims());
    }

    @Override
    public void close() {
        session.close();
    }
}
