package dev.secateur.engine.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rules about source files, which class files no longer show.
public final class Sources {

    private static final int MAX_LINES = 400;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Common|Impl)");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO[D]O|FIX[M]E|X[X]X)\\b");

    private Sources() {}

    /// All complaints about the Java files in a folder and below it; none where the folder does not exist.
    public static List<String> complaints(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                judge(file, complaints);
            }
        }
        return complaints;
    }

    private static void judge(Path file, List<String> complaints) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String name = file.getFileName().toString().replace(".java", "");
        if (lines.size() > MAX_LINES) {
            complaints.add(file + " has " + lines.size() + " lines, more than " + MAX_LINES);
        }
        if (EMPTY_NAME.matcher(name).matches()) {
            complaints.add(file + " has a name that says nothing");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (UNFINISHED.matcher(lines.get(i)).find()) {
                complaints.add(file + ":" + (i + 1) + " is unfinished");
            }
        }
    }
}
