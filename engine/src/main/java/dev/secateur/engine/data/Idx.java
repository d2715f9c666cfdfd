package dev.secateur.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Reads pictures and labels in the IDX format of MNIST (LeCun 1998), plain or compressed by gzip.
///
/// A file begins with two zero bytes, the element type (8: unsigned bytes), the number of axes, and the extents as big-endian
/// 32-bit integers. Pictures are `[N, H, W]`, labels `[N]`.
final class Idx {

    private static final ValueLayout.OfInt BIG_ENDIAN = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);
    private static final List<String> FASHION_CLASSES = List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
            "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private final String name;
    private final Split split;

    private Idx(String name, Split split) {
        this.name = name;
        this.split = split;
    }

    /// A folder with MNIST's file names, with or without `.gz`.
    static Dataset folder(String name, Path folder, Split split) throws ProblemException {
        String prefix = split == Split.TEST ? "t10k" : "train";
        Path pictures = existing(folder, prefix + "-images-idx3-ubyte", prefix + "-images.idx3-ubyte");
        Path labels = existing(folder, prefix + "-labels-idx1-ubyte", prefix + "-labels.idx1-ubyte");
        return new Idx(name, split).read(bytes(pictures), pictures.toString(), bytes(labels), labels.toString(), null);
    }

    /// The built-in part of Fashion-MNIST.
    static Dataset fashion(Datasets.Resources resources, Split split) throws ProblemException {
        String folder = "dev/secateur/sample/fashion/" + (split == Split.TEST ? "t10k" : "train");
        String pictures = folder + "-images-idx3-ubyte.gz";
        String labels = folder + "-labels-idx1-ubyte.gz";
        return new Idx("fashion", split).read(bytes(resources, pictures), pictures, bytes(resources, labels), labels,
                FASHION_CLASSES);
    }

    private static Path existing(Path folder, String... names) throws ProblemException {
        for (String name : names) {
            for (String ending : List.of("", ".gz")) {
                Path file = folder.resolve(name + ending);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        throw ProblemException.ofFile("cannot read the data set", folder.resolve(names[0]),
                "neither it nor " + names[0] + ".gz exists", "give the folder that holds MNIST's four files");
    }

    private static MemorySegment bytes(Path file) throws ProblemException {
        if (!file.toString().endsWith(".gz")) {
            return MappedFile.of(file, "cannot read the data set");
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return MemorySegment.ofArray(in.readAllBytes());
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the data set", file, AtomicFile.reason(e),
                    "fetch the file again");
        }
    }

    private static MemorySegment bytes(Datasets.Resources resources, String resource) throws ProblemException {
        try (InputStream in = resources.open(resource)) {
            if (in == null) {
                throw problem(resource, "it is not part of this installation");
            }
            try (InputStream unpacked = new GZIPInputStream(in)) {
                return MemorySegment.ofArray(unpacked.readAllBytes());
            }
        } catch (IOException e) {
            throw problem(resource, AtomicFile.reason(e));
        }
    }

    private static ProblemException problem(String source, String why) {
        return new ProblemException(new dev.secateur.engine.problem.Problem.OfData("cannot read the data set", source,
                why, "give the files in MNIST's IDX format"));
    }

    private Dataset read(MemorySegment pictures, String pictureFile, MemorySegment labels, String labelFile,
            @Nullable List<String> classes) throws ProblemException {
        int[] shape = header(pictures, 3, pictureFile);
        int[] count = header(labels, 1, labelFile);
        if (shape[0] != count[0] || shape[0] == 0) {
            throw problem(pictureFile, "there are " + shape[0] + " pictures and " + count[0] + " labels");
        }
        int first = 4 + 4 * shape.length;
        int[] values = new int[count[0]];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.get(ValueLayout.JAVA_BYTE, 8L + i) & 0xff;
        }
        List<String> names = classes != null
                ? classes
                : Cifar.numbers(Math.max(10, Arrays.stream(values).max().orElse(0) + 1));
        if (Arrays.stream(values).anyMatch(v -> v >= names.size())) {
            throw problem(labelFile, "a label is beyond the " + names.size() + " classes");
        }
        ByteDataset.Heading heading = new ByteDataset.Heading(name, split, names,
                new Dataset.Extents(1, shape[1], shape[2]));
        return new ByteDataset(heading, List.of(pictures), values.length, first, (long) shape[1] * shape[2], values);
    }

    private static int[] header(MemorySegment bytes, int axes, String file) throws ProblemException {
        int first = 4 + 4 * axes;
        if (bytes.byteSize() < first || bytes.get(BIG_ENDIAN, 0) != (0x0800 | axes)) {
            throw problem(file, "it does not begin as an IDX file with " + axes + " axes of bytes");
        }
        int[] shape = new int[axes];
        long wanted = 1;
        for (int i = 0; i < axes; i++) {
            shape[i] = bytes.get(BIG_ENDIAN, 4 + 4L * i);
            if (shape[i] < 0 || shape[i] > 1 << 24) {
                throw problem(file, "an extent of " + (shape[i] & 0xffff_ffffL) + " cannot be right");
            }
            // Beyond the file's size no further extent can make it right, and three large ones would overflow.
            wanted = shape[i] > 0 && wanted > bytes.byteSize() ? wanted : wanted * shape[i];
        }
        if (bytes.byteSize() - first != wanted) {
            throw problem(file, "it holds " + (bytes.byteSize() - first) + " bytes where its header says " + wanted);
        }
        return shape;
    }
}
