package dev.secateur.engine.quant;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.Tensor;

/// Inputs that a network is run on, made one batch after the other, so that their number costs no memory.
public interface CalibrationData {

    /// Number of batches, 1 or more.
    int batches();

    /// Number of samples in all.
    int samples();

    /// Inputs by name for one run.
    ///
    /// @param index 0 to the number of batches - 1
    Map<String, Tensor> batch(int index) throws ProblemException;

    /// The classes of a batch's samples; empty where there are none.
    long[] labels(int index);

    /// Number of classes that labels tell apart; 0 without labels.
    int classes();

    /// What they are, for people and records.
    String description();

    /// The first pictures of a data set.
    ///
    /// @param input name of the network's input
    /// @param wanted most pictures
    /// @param batch pictures in a run; what does not fill a batch is left out, as long as there is one
    static CalibrationData of(Dataset data, Normalisation normalisation, String input, int wanted, int batch) {
        int most = Math.min(wanted, data.size());
        int size = Math.min(batch, most);
        int count = Math.max(1, most / size);
        return new CalibrationData() {
            @Override
            public int batches() {
                return count;
            }

            @Override
            public int samples() {
                return count * size;
            }

            @Override
            public Map<String, Tensor> batch(int index) throws ProblemException {
                return Map.of(input, Batches.of(data, normalisation, index * size, size));
            }

            @Override
            public int classes() {
                return data.isUnlabelled() ? 0 : data.classes().size();
            }

            @Override
            public long[] labels(int index) {
                long[] labels = new long[classes() == 0 ? 0 : size];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = data.label(index * size + i);
                }
                return labels;
            }

            @Override
            public String description() {
                return samples() + " pictures of " + data.name() + " (" + data.split().name().toLowerCase(
                        java.util.Locale.ROOT) + "), " + normalisation.display();
            }
        };
    }

    /// Samples that lie ready; they have no labels.
    static CalibrationData of(Samples samples) {
        List<Map<String, Tensor>> runs = samples.runs();
        return new CalibrationData() {
            @Override
            public int batches() {
                return runs.size();
            }

            @Override
            public int samples() {
                return runs.stream().mapToInt(run -> run.values().stream().findFirst()
                        .map(t -> t.rank() == 0 ? 1 : (int) t.dim(0)).orElse(0)).sum();
            }

            @Override
            public Map<String, Tensor> batch(int index) {
                return runs.get(index);
            }

            @Override
            public long[] labels(int index) {
                return new long[0];
            }

            @Override
            public int classes() {
                return 0;
            }

            @Override
            public String description() {
                return samples.description();
            }
        };
    }
}
