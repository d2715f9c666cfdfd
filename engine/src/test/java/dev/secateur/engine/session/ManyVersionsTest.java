package dev.secateur.engine.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyVersionsTest {

    /// What the program is started with: how large arrays lie in the heap decides how much of it they take.
    private static List<String> heapOfTheProgram() throws Exception {
        Path launcher = Path.of("..", "secateur");
        Matcher option = Pattern.compile("-XX:G1HeapRegionSize=\\w+").matcher(Files.readString(launcher));
        assertThat(option.find()).as("the launcher sets the regions of the heap").isTrue();
        return List.of("-XX:+UseG1GC", option.group(), "-Xmx1g");
    }

    @Test
    void versionsTakeTheMemoryOfTheWeightsThatReallyDiffer() throws Exception {
        Process holder = OwnProcess.of(VersionHolder.class, heapOfTheProgram()).start();
        String said = new String(holder.getInputStream().readAllBytes());
        assertThat(holder.waitFor()).as(said).isZero();
        Matcher numbers = Pattern.compile("taken (\\d+) differing (\\d+) whole (\\d+)").matcher(said);
        assertThat(numbers.find()).as(said).isTrue();
        long taken = Long.parseLong(numbers.group(1));
        long differing = Long.parseLong(numbers.group(2));
        assertThat(taken).as("bytes that %s versions take, of weights %s", VersionHolder.VERSIONS, differing)
                .isGreaterThan(differing / 2).isLessThan(3 * differing / 2);
        assertThat(differing).isLessThan(Long.parseLong(numbers.group(3)) / 10);
    }
}
