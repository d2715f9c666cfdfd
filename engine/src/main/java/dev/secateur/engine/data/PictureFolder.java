package dev.secateur.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.secateur.engine.data.ByteDataset.Heading;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// A folder with one folder for each class, in alphabetic order, each with PNG and JPEG files in alphabetic order.
///
/// If it holds folders `train` and `test` (or `val`), those are the two parts; otherwise both parts are the whole.
/// Classes take turns in the order of the pictures, so that any beginning is a fair sample. Pictures are read when asked for; at
/// opening only their headers are looked at, and files that are no pictures are left out.
///
/// @param undivided true if both parts are the whole
record PictureFolder(Heading heading, boolean undivided, List<Path> files, int[] labels,
        List<Skipped> skipped) implements Dataset {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    /// All pictures at any depth, in alphabetic order, as one class: to learn from a teacher by.
    static Dataset unlabelled(String spec, Path folder, Split split, Extents form) throws ProblemException {
        requireSize(spec, form);
        List<Skipped> skipped = new ArrayList<>();
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder)) {
            found = all.filter(PictureFolder::isPicture).sorted().toList();
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the data set", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
        List<Path> usable = usable(folder, found, skipped);
        Heading heading = new Heading(spec, split, List.of(Dataset.UNLABELLED), form);
        return new PictureFolder(heading, true, usable, new int[usable.size()], List.copyOf(skipped));
    }

    private static void requireSize(String spec, Extents form) throws ProblemException {
        if (form.height() <= 0 || form.width() <= 0) {
            throw problem(spec, "the size that the pictures shall have is not known",
                    "use a model whose input has a known height and width");
        }
    }

    static Dataset open(String spec, Path folder, Split split, Extents form) throws ProblemException {
        requireSize(spec, form);
        Path part = part(folder, split);
        List<Path> classes = list(part).filter(Files::isDirectory).toList();
        List<List<Path>> perClass = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path one : classes) {
            perClass.add(pictures(one, skipped));
        }
        if (perClass.isEmpty()) {
            throw problem(part.toString(), "there is no folder of a class in it",
                    "make one folder for each class, with PNG or JPEG files in it");
        }
        Heading heading = new Heading(spec, split, classes.stream().map(PictureFolder::fileName).toList(), form);
        return inTurns(new PictureFolder(heading, part.equals(folder), List.of(), new int[0], skipped), perClass);
    }

    private static List<Path> pictures(Path folder, List<Skipped> skipped) throws ProblemException {
        return usable(folder, list(folder).filter(PictureFolder::isPicture).toList(), skipped);
    }

    private static List<Path> usable(Path folder, List<Path> found, List<Skipped> skipped) throws ProblemException {
        if (found.isEmpty()) {
            throw problem(folder.toString(), "there is no PNG or JPEG file in it",
                    "remove the folder or put pictures of its class into it");
        }
        List<Path> usable = new ArrayList<>();
        for (Path file : found) {
            Optional<String> objection = Picture.objection(file);
            if (objection.isPresent()) {
                skipped.add(new Skipped(file.toString(), objection.get()));
            } else {
                usable.add(file);
            }
        }
        if (usable.isEmpty()) {
            throw problem(folder.toString(), "none of its files can be read; " + found.getFirst() + ": "
                    + Picture.objection(found.getFirst()).orElse(""), "put pictures of the class into the folder");
        }
        return usable;
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
        return new PictureFolder(empty.heading, empty.undivided, List.copyOf(files),
                labels.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(empty.skipped));
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
    public String name() {
        return heading.name();
    }

    @Override
    public Split split() {
        return heading.split();
    }

    @Override
    public List<String> classes() {
        return heading.classes();
    }

    @Override
    public Extents extents() {
        return heading.extents();
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public float[] image(int index) throws ProblemException {
        Picture picture = Picture.read(files.get(index));
        return extents().channels() == 1
                ? picture.fittedGrey(extents().height(), extents().width())
                : picture.fitted(extents().height(), extents().width());
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public String source(int index) {
        return files.get(index).toString();
    }

    @Override
    public boolean isUndivided() {
        return undivided;
    }

    @Override
    public String fingerprint() throws ProblemException {
        Fingerprint fingerprint = new Fingerprint().add(labels);
        for (Path file : files) {
            fingerprint.add(fileName(file)).addBeginning(file);
        }
        return fingerprint.end();
    }
}
