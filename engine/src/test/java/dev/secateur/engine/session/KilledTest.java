package dev.secateur.engine.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.train.Saved;
import dev.secateur.engine.train.Trainings;

import static org.assertj.core.api.Assertions.assertThat;

/// Kills a program at random moments, again and again, as `kill -9` does.
class KilledTest {

    private static final int KILLS = 20;
    private static final int MOST_LINES = 8;
    private static final int MOST_WAIT_MS = 60;
    private static final int TRAINS_EVERY = 4;

    @TempDir
    Path folder;

    private int kept;
    private long trained;
    private final Map<String, Integer> exported = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void nothingThatWasReportedAsSavedIsLostAndTheSessionReopensEveryTime() throws Exception {
        OnnxWriter.write(Trainings.network(1), folder.resolve("model.onnx"));
        Random random = new Random(5);

        for (int i = 0; i < KILLS; i++) {
            Process victim = start(i % TRAINS_EVERY == 0);
            try (BufferedReader lines = victim.inputReader()) {
                for (int n = random.nextInt(MOST_LINES) + 1; n > 0; n--) {
                    String line = lines.readLine();
                    assertThat(line).as("the program ended by itself: %s", told).isNotNull();
                    take(line);
                }
                boolean ended = victim.waitFor(random.nextInt(MOST_WAIT_MS), TimeUnit.MILLISECONDS);
                assertThat(ended).as("the program ended by itself: %s", told).isFalse();
                // Through its handle: killing through the process would close what it said last.
                victim.toHandle().destroyForcibly();
                victim.waitFor();
                lines.lines().forEach(this::take);
            } finally {
                victim.destroyForcibly();
            }
            check();
        }
        assertThat(kept).isGreaterThan(KILLS);
        assertThat(exported).isNotEmpty();
    }

    private Process start(boolean trains) throws IOException {
        return OwnProcess.of(Victim.class, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), folder.toString(),
                Boolean.toString(trains)).start();
    }

    private void take(String line) {
        told.add(line);
        String[] words = line.split(" ");
        switch (words[0]) {
            case "REOPENED" -> assertThat(Integer.parseInt(words[1])).as("versions after %s", told)
                    .isGreaterThanOrEqualTo(kept);
            case "KEPT" -> kept = Integer.parseInt(words[1]);
            case "EXPORTED" -> {
                exported.put(words[1], Integer.parseInt(words[2]));
                digests.put(words[1] + " " + words[2], words[3]);
            }
            case "TRAINED" -> {
                assertThat(Long.parseLong(words[1])).as("steps after %s", told).isGreaterThanOrEqualTo(trained);
                trained = Long.parseLong(words[1]);
            }
            default -> assertThat(line).as("what the program said: %s", told).doesNotContain("FAILED", "Exception");
        }
    }

    /// What is there after a kill.
    private void check() throws Exception {
        Path checkpoint = folder.resolve("training.checkpoint");
        if (Files.exists(checkpoint)) {
            assertThat(Saved.in(checkpoint).steps()).isGreaterThanOrEqualTo(trained);
        }
        for (Map.Entry<String, Integer> entry : exported.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            assertThat(OnnxReader.read(file).nodes()).isNotEmpty();
            String reported = digests.get(entry.getKey() + " " + entry.getValue());
            // A later export may have been finished and not yet reported; then it is whole, as reading it shows.
            assertThat(Digest.of(file).equals(reported) || isNewer(file, entry.getValue())).isTrue();
        }
        SessionStore store = new SessionStore(folder.resolve("sessions"));
        List<SessionStore.Kept> sessions = store.all().sessions();
        if (!sessions.isEmpty()) {
            assertThat(store.all().unreadable()).isEmpty();
            assertThat(sessions).hasSize(1);
            assertThat(sessions.getFirst().file().isCutOff()).isTrue();
            VersionTree tree = store.open(sessions.getFirst().id(), Progress.none()).tree();
            assertThat(tree.versions().size()).isGreaterThanOrEqualTo(kept);
        }
    }

    /// True if the file holds a later version that was to get the same name.
    private boolean isNewer(Path file, int reported) throws Exception {
        Path expected = folder.resolve("expected.onnx");
        for (int next = reported + 3; next <= kept + 2; next += 3) {
            OnnxWriter.write(SessionStoreTest.changed(OnnxReader.read(folder.resolve("model.onnx")), next % 7, next),
                    expected);
            if (Digest.of(expected).equals(Digest.of(file))) {
                return true;
            }
        }
        return false;
    }
}
