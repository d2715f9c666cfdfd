package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;

import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// What a predictor says of pictures.
///
/// @param outputs before the sigmoid: for each picture one number a layer
/// @param pictures their numbers in the set; one that cannot be read is left out
record Foretold(float[][] outputs, int[] pictures) {

    private static final int BATCH = 256;

    /// Looks at the first pictures of a set.
    ///
    /// @param most so many at most
    static Foretold of(Predictor.Weights weights, Dataset data, Normalisation normalisation, int most,
            Progress progress) throws ProblemException {
        int total = Math.min(most, data.size());
        int layers = weights.layers();
        float[][] outputs = new float[total][];
        int[] pictures = new int[total];
        int count = 0;
        try (Predictor predictor = new Predictor(weights, 1)) {
            for (int from = 0; from < total; from += BATCH) {
                progress.report((double) from / total, "Asking for thresholds of " + total + " pictures");
                progress.check();
                Batch batch = Batches.readable(data, normalisation, from, Math.min(BATCH, total - from)).batch();
                try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
                    float[] all = batch.size() == 0
                            ? new float[0]
                            : predictor.outputs(Var.of(batch.pictures(), batch.dims())).toFloats();
                    for (int i = 0; i < batch.size(); i++) {
                        outputs[count] = Arrays.copyOfRange(all, i * layers, (i + 1) * layers);
                        pictures[count++] = batch.samples()[i];
                    }
                }
            }
        }
        return new Foretold(Arrays.copyOf(outputs, count), Arrays.copyOf(pictures, count));
    }

    int size() {
        return outputs.length;
    }

    /// The same as from a predictor whose outputs are all raised.
    Foretold raised(double by) {
        float[][] raised = new float[outputs.length][];
        for (int i = 0; i < raised.length; i++) {
            raised[i] = outputs[i].clone();
            for (int l = 0; l < raised[i].length; l++) {
                raised[i][l] += (float) by;
            }
        }
        return new Foretold(raised, pictures);
    }

    /// Part of the dense multiply-accumulates that each picture needs.
    double[] shares(GatedNetwork network, MacModel macs) {
        return Arrays.stream(outputs).mapToDouble(o -> macs.share(network.shares(network.kept(o)))).toArray();
    }
}
