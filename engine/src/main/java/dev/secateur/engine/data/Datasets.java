package dev.secateur.engine.data;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// Opens data sets by the names that the command line and the window use.
///
/// @param resources finds the built-in data
/// @param form what pictures of a folder are brought to: 3 channels, or 1 for grey; a height or width of 0 is open, and then a folder is
///     refused
public record Datasets(Resources resources, Dataset.Extents form) {

    /// The forms a name can have.
    public static final List<String> FORMS = List.of("fashion", "cifar10:DIR", "cifar100:DIR", "idx:DIR",
            "images:DIR", "unlabelled:DIR");

    public Datasets {
        if (form.channels() != 1 && form.channels() != 3) {
            throw new IllegalArgumentException("pictures have 1 or 3 channels: " + form.channels());
        }
    }

    /// Square pictures of a folder in colour.
    ///
    /// @param side pixels, 0 for open
    public Datasets(Resources resources, int side) {
        this(resources, new Dataset.Extents(3, side, side));
    }

    /// Finds the data that comes with the program.
    @FunctionalInterface
    public interface Resources {
        /// Opens a resource by its full name, `dev/secateur/sample/...`; null if there is none.
        @Nullable
        InputStream open(String name);
    }

    /// Opens one part of a data set.
    ///
    /// @param spec `fashion`, `cifar10:DIR`, `cifar100:DIR`, `idx:DIR`, `images:DIR`, or `unlabelled:DIR` for pictures at any depth in a
    ///     folder, all of one class
    /// @throws ProblemException if there is no such form or folder, or if sizes or labels are not what they should be
    public Dataset open(String spec, Split split) throws ProblemException {
        if (spec.equals("fashion")) {
            return Idx.fashion(resources, split);
        }
        int colon = spec.indexOf(':');
        String kind = colon < 0 ? spec : spec.substring(0, colon);
        String place = colon < 0 ? "" : spec.substring(colon + 1);
        if (place.isEmpty() || FORMS.stream().noneMatch(f -> f.startsWith(kind + ":"))) {
            throw new ProblemException(new Problem.OfData("cannot open the data", spec, "there is no such data set",
                    "give one of " + String.join(", ", FORMS)));
        }
        Path folder = folder(spec, place);
        return switch (kind) {
            case "cifar10" -> Cifar.ten(spec, folder, split);
            case "cifar100" -> Cifar.hundred(spec, folder, split);
            case "idx" -> Idx.folder(spec, folder, split);
            case "unlabelled" -> PictureFolder.unlabelled(spec, folder, split, form);
            case "images" -> PictureFolder.open(spec, folder, split, form);
            default -> throw new IllegalStateException("a form without a reader: " + kind);
        };
    }

    private static Path folder(String spec, String place) throws ProblemException {
        Path folder = Path.of(place);
        if (!Files.isDirectory(folder)) {
            throw new ProblemException(new Problem.OfData("cannot open the data", spec,
                    Files.exists(folder) ? "it is not a folder" : "the folder does not exist",
                    "give the folder that holds the files"));
        }
        return folder;
    }
}
