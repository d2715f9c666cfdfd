package dev.secateur.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// A folder with one folder for each class, in alphabetic order, each with PNG and JPEG files in alphabetic order.
///
/// If it holds folders `train` and `test` (or `val`), those are the two parts; otherwise both parts are the whole.
/// Classes take turns in the order of the pictures, so that any beginning is a fair sample. Pictures are read when asked for.
record PictureFolder(String name, Split split, List<String> classes, Extents extents, List<Path> files,
        int[] labels) implements Dataset {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    static Dataset open(String spec, Path folder, Split split, int side) throws ProblemException {
        if (side <= 0) {
            throw problem(spec, "the size that the pictures shall have is not known",
                    "use a model whose input has a known height and width");
        }
        Path part = part(folder, split);
        List<Path> classes = list(part).filter(Files::isDirectory).toList();
        List<List<Path>> perClass = new ArrayList<>();
        for (Path one : classes) {
            List<Path> pictures = list(one).filter(PictureFolder::isPicture).toList();
            if (pictures.isEmpty()) {
                throw problem(one.toString(), "there is no PNG or JPEG file in it",
                        "remove the folder or put pictures of its class into it");
            }
            perClass.add(pictures);
        }
        if (perClass.isEmpty()) {
            throw problem(part.toString(), "there is no folder of a class in it",
                    "make one folder for each class, with PNG or JPEG files in it");
        }
        return inTurns(new PictureFolder(spec, split, classes.stream().map(PictureFolder::fileName).toList(),
                new Extents(3, side, side), List.of(), new int[0]), perClass);
    }

    private static Dataset inTurns(PictureFolder empty, List<List<Path>> perClass) {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int most = perClass.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            for (int c = 0; c < perClass.size(); c++) {
                if (i < perClass.get(c).size()) {
                    files.add(perClass.get(c).get(i));
                    labels.add(c);
                }
            }
        }
        return new PictureFolder(empty.name, empty.split, empty.classes, empty.extents, List.copyOf(files),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Path part(Path folder, Split split) {
        boolean parted = Files.isDirectory(folder.resolve("train"))
                && (Files.isDirectory(folder.resolve("test")) || Files.isDirectory(folder.resolve("val")));
        if (!parted) {
            return folder;
        }
        if (split == Split.TRAIN) {
            return folder.resolve("train");
        }
        return Files.isDirectory(folder.resolve("test")) ? folder.resolve("test") : folder.resolve("val");
    }

    private static Stream<Path> list(Path folder) throws ProblemException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> !fileName(p).startsWith(".")).sorted().toList().stream();
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the data set", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
    }

    private static boolean isPicture(Path file) {
        String lower = fileName(file).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(lower::endsWith);
    }

    private static String fileName(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static ProblemException problem(String source, String why, String hint) {
        return new ProblemException(new Problem.OfData("cannot read the data set", source, why, hint));
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public float[] image(int index) throws ProblemException {
        return Picture.read(files.get(index)).fitted(extents.height());
    }

    @Override
    public int label(int index) {
        return labels[index];
    }
}
