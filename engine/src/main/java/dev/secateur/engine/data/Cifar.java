package dev.secateur.engine.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Reads the official binary batches of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of label bytes and
/// 3 × 32 × 32 values, colour planes one after the other.
final class Cifar {

    private static final int SIDE = 32;
    private static final int VALUES = 3 * SIDE * SIDE;

    private final String name;
    private final Path folder;
    private final int labelBytes;
    private final int classCount;

    private Cifar(String name, Path folder, int labelBytes, int classCount) {
        this.name = name;
        this.folder = folder;
        this.labelBytes = labelBytes;
        this.classCount = classCount;
    }

    /// CIFAR-10: one label byte; training pictures in `data_batch_1.bin` to `_5`, test pictures in `test_batch.bin`.
    static Dataset ten(String name, Path folder, Split split) throws ProblemException {
        List<String> files = split == Split.TEST
                ? List.of("test_batch.bin")
                : IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
        return new Cifar(name, folder, 1, 10).read(files, "batches.meta.txt", split);
    }

    /// CIFAR-100: a coarse and a fine label byte, of which the fine one counts; `train.bin`, `test.bin`.
    static Dataset hundred(String name, Path folder, Split split) throws ProblemException {
        List<String> files = List.of(split == Split.TEST ? "test.bin" : "train.bin");
        return new Cifar(name, folder, 2, 100).read(files, "fine_label_names.txt", split);
    }

    private Dataset read(List<String> files, String nameFile, Split split) throws ProblemException {
        int record = labelBytes + VALUES;
        List<MemorySegment> segments = new ArrayList<>();
        for (String file : files) {
            segments.add(MappedFile.of(folder.resolve(file), "cannot read the data set"));
        }
        long perFile = segments.getFirst().byteSize() / record;
        long total = 0;
        for (int i = 0; i < segments.size(); i++) {
            long bytes = segments.get(i).byteSize();
            if (bytes == 0 || bytes % record != 0) {
                throw ProblemException.ofFile("cannot read the data set", folder.resolve(files.get(i)),
                        "its " + bytes + " bytes are not a whole number of records of " + record + " bytes",
                        "give the folder of the official binary version");
            }
            if (i + 1 < segments.size() && bytes != perFile * record) {
                throw ProblemException.ofFile("cannot read the data set", folder.resolve(files.get(i)),
                        "it holds another number of pictures than the first batch", "fetch the files again");
            }
            total += bytes / record;
        }
        ByteDataset.Heading heading = new ByteDataset.Heading(name, split, classes(folder.resolve(nameFile)),
                new Dataset.Extents(3, SIDE, SIDE));
        return new ByteDataset(heading, segments, (int) perFile, labelBytes, record,
                labels(segments, files, Math.toIntExact(total)));
    }

    private int[] labels(List<MemorySegment> segments, List<String> files, int total) throws ProblemException {
        int record = labelBytes + VALUES;
        int[] labels = new int[total];
        int next = 0;
        for (int f = 0; f < segments.size(); f++) {
            MemorySegment segment = segments.get(f);
            for (long at = labelBytes - 1; at < segment.byteSize(); at += record) {
                int label = segment.get(ValueLayout.JAVA_BYTE, at) & 0xff;
                if (label >= classCount) {
                    throw ProblemException.ofFile("cannot read the data set", folder.resolve(files.get(f)),
                            "record " + at / record + " has the label " + label + ", and there are " + classCount
                                    + " classes",
                            "give the folder of the official binary version");
                }
                labels[next++] = label;
            }
        }
        return labels;
    }

    private List<String> classes(Path file) throws ProblemException {
        if (!Files.isRegularFile(file)) {
            return numbers(classCount);
        }
        try {
            List<String> names = Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(String::strip)
                    .filter(s -> !s.isEmpty()).toList();
            return names.size() == classCount ? names : numbers(classCount);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the names of the classes", file, AtomicFile.reason(e), "");
        }
    }

    /// Classes without names: `0`, `1`, ...
    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
