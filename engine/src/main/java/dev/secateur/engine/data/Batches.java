package dev.secateur.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Pictures as a network takes them.
public final class Batches {

    private Batches() {}

    /// Pictures `from` to `from + count - 1`, normalised: for looking at what a network makes of pictures, whatever their labels. The place
    /// of one that cannot be read is taken by the next that can, so that one broken file does not end a method after minutes of work.
    ///
    /// @return `[count, C, H, W] float32`
    /// @throws ProblemException if no picture can be read, or the normalisation is for another number of channels
    public static Tensor of(Dataset data, Normalisation normalisation, int from, int count) throws ProblemException {
        requireChannels(data, normalisation);
        Dataset.Extents extents = data.extents();
        float[] values = new float[Math.multiplyExact(count, extents.values())];
        for (int i = 0; i < count; i++) {
            int offset = i * extents.values();
            System.arraycopy(readableFrom(data, from + i), 0, values, offset, extents.values());
            normalisation.apply(values, offset, extents.height() * extents.width());
        }
        return Tensor.of(values, count, extents.channels(), extents.height(), extents.width());
    }

    private static float[] readableFrom(Dataset data, int first) throws ProblemException {
        ProblemException failure = null;
        for (int i = 0; i < data.size(); i++) {
            try {
                return data.image((first + i) % data.size());
            } catch (ProblemException e) {
                failure = failure == null ? e : failure;
            }
        }
        throw Objects.requireNonNull(failure);
    }

    /// What of some pictures can be read.
    ///
    /// @param batch the pictures that can be read, at {@link Batch.Position#START}
    /// @param skipped the others
    public record Readable(Batch batch, List<Skipped> skipped) {}

    /// Pictures `from` to `from + count - 1`, normalised, without those that cannot be read.
    ///
    /// @throws ProblemException if the normalisation is for another number of channels
    public static Readable readable(Dataset data, Normalisation normalisation, int from, int count)
            throws ProblemException {
        requireChannels(data, normalisation);
        Dataset.Extents extents = data.extents();
        float[] values = new float[Math.multiplyExact(count, extents.values())];
        List<Integer> read = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            int offset = read.size() * extents.values();
            try {
                System.arraycopy(data.image(i), 0, values, offset, extents.values());
                normalisation.apply(values, offset, extents.height() * extents.width());
                read.add(i);
            } catch (ProblemException e) {
                skipped.add(new Skipped(data.source(i), e.problem().why()));
            }
        }
        float[] kept = skipped.isEmpty() ? values : Arrays.copyOf(values, read.size() * extents.values());
        Batch batch = new Batch(Batch.Position.START, kept, read.stream().mapToLong(data::label).toArray(),
                read.stream().mapToInt(Integer::intValue).toArray(),
                new long[]{read.size(), extents.channels(), extents.height(), extents.width()}, 0);
        return new Readable(batch, skipped);
    }

    /// Returns if a normalisation is for as many channels as the pictures have.
    static void requireChannels(Dataset data, Normalisation normalisation) throws ProblemException {
        Dataset.Extents extents = data.extents();
        if (normalisation.channels() != extents.channels()) {
            throw ProblemException.ofSetting("cannot normalise the pictures", data.name(),
                    "the normalisation has " + normalisation.channels() + " channels and the pictures have "
                            + extents.channels(),
                    "give as many means and deviations as there are channels");
        }
    }
}
