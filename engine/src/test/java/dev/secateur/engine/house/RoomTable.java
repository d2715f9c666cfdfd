package dev.secateur.engine.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/// The room tables of ARCHITECTURE.md: lines of the form `` | level or module | `room` | ... | ``.
public final class RoomTable {

    private static final Pattern LINE = Pattern.compile("\\| ([\\w-]+) \\| `(\\w+)` \\| (\\*shared\\*)?.*");

    private RoomTable() {}

    /// A line of a table.
    ///
    /// @param place the level of a room of the engine, or the module of any other
    /// @param shared whether every view may use it
    public record Line(String place, String room, boolean shared) {}

    /// Reads the lines of all tables in the file.
    public static List<Line> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(LINE::matcher).filter(Matcher::matches)
                    .map(m -> new Line(m.group(1), m.group(2), m.group(3) != null)).toList();
        }
    }

    /// The rooms that have classes: the packages directly below the base.
    public static Set<String> existing(JavaClasses classes, String base) {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass type : classes) {
            if (type.getPackageName().startsWith(base + ".")) {
                rooms.add(type.getPackageName().substring(base.length() + 1).split("\\.", 2)[0]);
            }
        }
        return rooms;
    }
}
