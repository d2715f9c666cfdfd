package dev.secateur.engine.compress.proxylessnas;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Statistics;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.problem.ProblemException;

/// Pictures that the weights never see, run through the network as its gates stand. Normalisations use the statistics of the batch and
/// remember nothing of it: running ones mix all networks of a space.
///
/// @param batch pictures at once
record Validation(TrainableGraph trunk, TrainableGraph store, Dataset pictures, Normalisation normalisation,
        int batch) {

    /// What a batch came to.
    ///
    /// @param loss mean cross-entropy
    /// @param accuracy fraction of the pictures, 0 to 1
    /// @param slopes of the loss with what was asked for, 0 where it does not depend on it
    record Judged(double loss, double accuracy, double[] slopes) {}

    /// Runs one of the batches, which come round again.
    ///
    /// @param index from 0 on
    /// @param variables what slopes are asked for, each one number
    Judged judge(long index, List<Var> variables) {
        int size = Math.min(batch, pictures.size());
        int from = (int) (index % (pictures.size() / size)) * size;
        List<Statistics> all = Stream.concat(trunk.statistics().stream(), store.statistics().stream()).toList();
        double[] kept = all.stream().mapToDouble(Statistics::keep).toArray();
        all.forEach(s -> s.setKeep(1));
        try (Scope scope = Scope.open()) {
            if (variables.isEmpty()) {
                try (Section off = Torch.withoutGradients()) {
                    return judged(read(from, size), variables);
                }
            }
            return judged(read(from, size), variables);
        } finally {
            for (int i = 0; i < kept.length; i++) {
                all.get(i).setKeep(kept[i]);
            }
        }
    }

    private Judged judged(Batch read, List<Var> variables) {
        Var output = trunk.run(Map.of(trunk.options().entries().getFirst(), Var.of(read.pictures(), read.dims())),
                trunk.options().exits(), Mode.TRAIN).values().iterator().next();
        Var scores = output.reshape(read.size(), output.elements() / read.size());
        Var loss = Losses.crossEntropy(scores, Var.of(read.labels(), read.size()), 0);
        double[] slopes = variables.isEmpty()
                ? new double[0]
                : Gradients.of(loss, variables).orZeros().stream().mapToDouble(Var::item).toArray();
        return new Judged(loss.item(), (double) right(scores, read) / read.size(), slopes);
    }

    private static int right(Var scores, Batch batch) {
        long[] best = scores.argmax(1).toLongs();
        int right = 0;
        for (int i = 0; i < best.length; i++) {
            right += best[i] == batch.labels()[i] ? 1 : 0;
        }
        return right;
    }

    private Batch read(int from, int count) {
        try {
            return Batches.readable(pictures, normalisation, from, count).batch();
        } catch (ProblemException e) {
            throw new IllegalStateException("pictures that were checked before do not fit", e);
        }
    }

    /// Batches of a round.
    int batches() {
        return pictures.size() / Math.min(batch, pictures.size());
    }
}
