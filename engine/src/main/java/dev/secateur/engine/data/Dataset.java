package dev.secateur.engine.data;

import java.util.List;

import dev.secateur.engine.problem.ProblemException;

/// Labelled pictures of one size, in a fixed order in which any beginning is a fair sample of the classes.
///
/// Safe for use by several threads.
public interface Dataset {

    /// As the user named it: `fashion`, `cifar10:DIR`.
    String name();

    /// Which part this is.
    Split split();

    /// Number of pictures, 1 or more.
    int size();

    /// Names of the classes; a label is an index into this list.
    List<String> classes();

    /// Extents of every picture.
    Extents extents();

    /// Picture `index` (0 to size - 1) as `[C, H, W] float32`, each value 0 to 255, colours in the order red, green, blue.
    ///
    /// @throws ProblemException if its file cannot be read as a picture
    float[] image(int index) throws ProblemException;

    /// The class of picture `index`, 0 to the number of classes - 1.
    int label(int index);

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
