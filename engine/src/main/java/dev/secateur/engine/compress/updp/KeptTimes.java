package dev.secateur.engine.compress.updp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.train.TrainInput;

/// Times of blocks in a file beside the result: measured again after a crash they would be others, and choose other blocks than those
/// that were trained.
///
/// @param model print of the network
/// @param blocks that were timed, in which way
/// @param threads of ONNX Runtime
/// @param times that were measured
record KeptTimes(String model, List<String> blocks, int threads, BlockTimes times) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-block-times", 1);

    KeptTimes {
        blocks = List.copyOf(blocks);
    }

    /// Measures, unless a run that is gone on with has.
    static BlockTimes of(Graph graph, List<Candidate> candidates, int threads, Learning learning, Progress progress)
            throws ProblemException {
        TrainInput.Checkpoints place = learning.stage("times").conditions().checkpoints();
        String model = ModelPrint.of(graph);
        List<String> blocks = candidates.stream().map(c -> c.id() + ":" + c.variant()).toList();
        KeptTimes kept = read(place);
        if (kept != null && kept.model.equals(model) && kept.blocks.equals(blocks) && kept.threads == threads) {
            return kept.times;
        }
        BlockTimes times = BlockTimes.of(graph, candidates, threads, progress);
        if (place != null) {
            new KeptTimes(model, blocks, threads, times).write(place.file());
        }
        return times;
    }

    void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }

    private static @Nullable KeptTimes read(TrainInput.@Nullable Checkpoints place) throws ProblemException {
        return place != null && place.resume() && Files.exists(place.file())
                ? JsonFile.read(place.file(), FORMAT, KeptTimes.class)
                : null;
    }
}
