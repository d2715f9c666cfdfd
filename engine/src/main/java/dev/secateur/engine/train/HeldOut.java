package dev.secateur.engine.train;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Judges a network on pictures that it is not trained on.
///
/// @param batch pictures at once
record HeldOut(Dataset pictures, Normalisation normalisation, int batch) {

    Meter judge(TrainableGraph network, Objective objective, Progress progress) throws ProblemException {
        Meter meter = Meter.EMPTY;
        for (int from = 0; from < pictures.size(); from += batch) {
            progress.check();
            int count = Math.min(batch, pictures.size() - from);
            Batch read = Batches.readable(pictures, normalisation, from, count).batch();
            if (read.size() > 0) {
                try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
                    Objective.Judged judged = objective.judge(network, read, Mode.EVAL);
                    long right = judged.scores() == null ? 0 : Meter.right(judged.scores().toFloats(), read);
                    meter = meter.add(judged.loss().item(), right, read.size());
                }
            }
        }
        return meter;
    }
}
