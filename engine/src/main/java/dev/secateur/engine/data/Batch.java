package dev.secateur.engine.data;

/// Pictures that are used together.
///
/// @param position which batch of the stream it is
/// @param pictures `[N, C, H, W] float32`, row-major, normalised
/// @param labels one for each picture
/// @param samples the pictures' numbers in the set
/// @param dims N, C, H, W
/// @param waited time that the taker had to wait for it, nanoseconds
public record Batch(Position position, float[] pictures, long[] labels, int[] samples, long[] dims, long waited) {

    /// A place in the stream of batches.
    ///
    /// @param epoch from 0 on
    /// @param index from 0 on within the epoch
    public record Position(int epoch, int index) {

        /// The beginning.
        public static final Position START = new Position(0, 0);
    }

    /// Number of pictures.
    public int size() {
        return labels.length;
    }

    Batch waited(long nanoseconds) {
        return new Batch(position, pictures, labels, samples, dims, nanoseconds);
    }
}
