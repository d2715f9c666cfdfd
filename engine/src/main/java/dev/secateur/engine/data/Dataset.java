package dev.secateur.engine.data;

import java.util.List;

import dev.secateur.engine.problem.ProblemException;

/// Labelled pictures of one size, in a fixed order in which any beginning is a fair sample of the classes.
///
/// Safe for use by several threads.
public interface Dataset {

    /// The only class of pictures whose classes nobody knows.
    String UNLABELLED = "unlabelled";

    /// As the user named it: `fashion`, `cifar10:DIR`.
    String name();

    /// Which part this is.
    Split split();

    /// Number of pictures, 1 or more.
    int size();

    /// Names of the classes; a label is an index into this list.
    List<String> classes();

    /// True if nobody knows the classes of the pictures.
    default boolean isUnlabelled() {
        return classes().equals(List.of(UNLABELLED));
    }

    /// Extents of every picture.
    Extents extents();

    /// Picture `index` (0 to size - 1) as `[C, H, W] float32`, each value 0 to 255, colours in the order red, green, blue.
    ///
    /// @throws ProblemException if its file cannot be read as a picture
    float[] image(int index) throws ProblemException;

    /// The class of picture `index`, 0 to the number of classes - 1.
    int label(int index);

    /// Pictures that were found and left out, in order.
    default List<Skipped> skipped() {
        return List.of();
    }

    /// Where picture `index` comes from, for people: its file, or its number in the set.
    default String source(int index) {
        return "picture " + index + " of " + name();
    }

    /// SHA-256 (64 hexadecimal digits) of what the set holds: pictures and labels; for a folder the names, sizes, labels and
    /// beginnings of its files. Reads all of them, so it may take seconds.
    ///
    /// @throws ProblemException if a file cannot be read
    String fingerprint() throws ProblemException;

    /// True if both parts of the set are the same whole, because its source does not part it: then whoever trains on it has to hold
    /// pictures out for stating accuracy.
    default boolean isUndivided() {
        return false;
    }

    /// Extents of a picture.
    ///
    /// @param channels 1 or 3
    record Extents(int channels, int height, int width) {

        /// Number of values in a picture.
        public int values() {
            return channels * height * width;
        }
    }
}
