package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.block.Block;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// How alike what blocks read and what they make are, without training: a block that hardly changes what it reads can go first.
public final class Redundancy {

    /// Most pictures that are looked at: kernels between all of them are computed.
    public static final int MOST_PICTURES = 512;

    private static final int BATCH = 64;
    /// Numbers of a value that count for one picture: every n-th of longer ones.
    private static final int MOST_NUMBERS = 8192;

    private Redundancy() {}

    /// The similarity of each block's entry and exit, 0 (or -1 for cosines) to 1, by the block's id in the order given. Where the two
    /// differ in extents, cosines are not defined and the linear kernel alignment stands for them.
    ///
    /// @param pictures at most {@link #MOST_PICTURES} are used
    /// @throws ProblemException if the network cannot be run or pictures cannot be read
    public static Map<String, Double> scores(Graph graph, List<Block> blocks, SearchPlan.Similarity similarity,
            Pictures pictures, Progress progress) throws ProblemException {
        Dataset data = Holdout.first(pictures.data(), Math.min(MOST_PICTURES, pictures.count()));
        Set<Value> wanted = new LinkedHashSet<>();
        blocks.forEach(b -> wanted.addAll(List.of(b.entry(), b.exit())));
        Map<Value, List<float[]>> seen = features(graph, List.copyOf(wanted), data, pictures, progress);
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Block block : blocks) {
            progress.check();
            float[][] in = rows(seen, block.entry());
            float[][] out = rows(seen, block.exit());
            boolean comparable = in[0].length == out[0].length;
            scores.put(block.id(), similarity == SearchPlan.Similarity.COSINE && comparable
                    ? cosine(in, out)
                    : Alignment.of(in, out, similarity == SearchPlan.Similarity.KERNEL_CKA));
        }
        return scores;
    }

    /// What similarity is measured on.
    ///
    /// @param count most pictures
    public record Pictures(Dataset data, dev.secateur.engine.data.Normalisation normalisation, int count) {

        /// The training pictures of a method.
        static Pictures of(Learning learning, int count) {
            return new Pictures(learning.pictures().training(), learning.pictures().normalisation(), count);
        }
    }

    private static float[][] rows(Map<Value, List<float[]>> seen, Value value) {
        return Objects.requireNonNull(seen.get(value)).toArray(float[][]::new);
    }

    /// What flows at some values, one row a picture.
    private static Map<Value, List<float[]>> features(Graph graph, List<Value> wanted, Dataset data,
            Pictures pictures, Progress progress) throws ProblemException {
        Torch.require();
        Map<Value, List<float[]>> seen = new LinkedHashMap<>();
        wanted.forEach(v -> seen.put(v, new ArrayList<>()));
        Value input = graph.requiredInputs().getFirst();
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            for (int from = 0; from < data.size(); from += BATCH) {
                progress.report((double) from / data.size(), "Comparing what blocks read and make");
                progress.check();
                int count = Math.min(BATCH, data.size() - from);
                try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
                    Var batch = Var.of(Batches.of(data, pictures.normalisation(), from, count));
                    network.run(Map.of(input, batch), wanted, Mode.EVAL)
                            .forEach((value, found) -> split(found, count, Objects.requireNonNull(seen.get(value))));
                }
            }
        }
        return seen;
    }

    private static void split(Var found, int count, List<float[]> rows) {
        float[] all = found.toFloats();
        int length = all.length / count;
        int every = (length + MOST_NUMBERS - 1) / MOST_NUMBERS;
        for (int i = 0; i < count; i++) {
            float[] row = new float[(length + every - 1) / every];
            for (int j = 0; j < row.length; j++) {
                row[j] = all[i * length + j * every];
            }
            rows.add(row);
        }
    }

    /// Mean over pictures of the cosine between rows.
    static double cosine(float[][] in, float[][] out) {
        double sum = 0;
        for (int i = 0; i < in.length; i++) {
            double both = Alignment.dot(in[i], out[i]);
            double norms = Math.sqrt(Alignment.dot(in[i], in[i]) * Alignment.dot(out[i], out[i]));
            sum += norms == 0 ? 0 : both / norms;
        }
        return sum / in.length;
    }
}
