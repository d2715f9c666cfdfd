package dev.secateur.engine.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RunStoreTest {

    @TempDir
    Path folder;

    @Test
    void keepsRecordsInTheOrderInWhichTheyBegan() throws Exception {
        RunStore store = new RunStore(folder.resolve("not/there/yet"));
        assertThat(store.all()).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        String late = store.add(record("2026-03-02T10:00:00+01:00", 2));
        String early = store.add(record("2026-03-01T10:00:00+01:00", 1));
        String same = store.add(record("2026-03-01T10:00:00+01:00", 3));
        assertThat(List.of(early, same, late)).doesNotHaveDuplicates();
        assertThat(store.all()).extracting(RunStore.Kept::id).containsExactlyInAnyOrder(early, same, late)
                .endsWith(late);
        assertThat(store.all().getLast().record()).isEqualTo(record("2026-03-02T10:00:00+01:00", 2));
        assertThat(store.file(late)).exists();
    }

    @Test
    void aRecordWithAKeyThatNobodyKnowsIsNamed() throws Exception {
        RunStore store = new RunStore(folder);
        String id = store.add(record("2026-03-02T10:00:00+01:00", 2));
        Files.writeString(store.file(id),
                Files.readString(store.file(id)).replace("\"seed\"", "\"sead\" : 1, \"seed\""));
        assertThatThrownBy(store::all).isInstanceOf(ProblemException.class)
                .hasMessageContainingAll(store.file(id).toString(), "sead");
    }

    @Test
    void offersRunsThatHaveACheckpointAndThatNobodyRunsTheNewestFirst() throws Exception {
        RunStore store = new RunStore(folder);
        String dead = begun(store, "2026-03-01T10:00:00Z", "0@gone", true);
        String newer = begun(store, "2026-03-02T10:00:00Z", "0@gone", true);
        begun(store, "2026-03-03T10:00:00Z", UnfinishedRun.presentProcess(), true);
        assertThat(store.unfinished()).extracting(RunStore.Unfinished::id).containsExactly(newer, dead);
        store.change(newer, store.unfinished().getFirst().run().takenOver());
        assertThat(store.unfinished()).extracting(RunStore.Unfinished::id).containsExactly(dead);
        store.change(newer, run("2026-03-02T10:00:00Z", UnfinishedRun.presentProcess()).ended());
        assertThat(store.unfinished().getFirst().run().stopped()).isTrue();
        assertThat(store.unfinished()).extracting(RunStore.Unfinished::id).containsExactly(newer, dead);
    }

    @Test
    void aRunIsTheOneOfThisProcessOnlyWhileItRuns() {
        UnfinishedRun own = run("2026-03-01T10:00:00Z", UnfinishedRun.presentProcess());
        assertThat(own.isRunning()).isTrue();
        assertThat(own.ended().isRunning()).isFalse();
        // The same number, another start: the computer was started again meanwhile.
        String reused = ProcessHandle.current().pid() + "@1999-12-31T23:59:59Z";
        assertThat(run("2026-03-01T10:00:00Z", reused).isRunning()).isFalse();
        assertThat(run("2026-03-01T10:00:00Z", "nonsense").isRunning()).isFalse();
    }

    @Test
    void forgettingRemovesAllButTheRecord() throws Exception {
        RunStore store = new RunStore(folder);
        String id = begun(store, "2026-03-01T10:00:00Z", "0@gone", true);
        String record = store.add(record("2026-03-01T10:00:00Z", 2));
        Files.writeString(store.start(id), "network");
        Files.writeString(Path.of(store.start(id) + ".data"), "weights");
        store.forget(id);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(store.file(record));
        }
    }

    @Test
    void whatEndedBeforeItsFirstCheckpointIsSweptAway() throws Exception {
        RunStore store = new RunStore(folder);
        String left = begun(store, "2026-03-01T10:00:00Z", "0@gone", false);
        Files.writeString(store.start(left), "network");
        String kept = begun(store, "2026-03-01T10:00:00Z", "0@gone", true);
        assertThat(store.start(left)).doesNotExist();
        assertThat(store.unfinished()).extracting(RunStore.Unfinished::id).containsExactly(kept);
    }

    private static String begun(RunStore store, String started, String process, boolean checkpoint) throws Exception {
        String id = store.begin(run(started, process));
        if (checkpoint) {
            Files.writeString(store.checkpoint(id), "state");
        }
        return id;
    }

    private static UnfinishedRun run(String started, String process) {
        return new UnfinishedRun("ab", "fashion", "Original", List.of(RunRecord.Step.of("train", "{\"epochs\":3}")),
                Map.of("form", "{}"), started, process, false);
    }

    private static RunRecord record(String started, long seed) {
        RunRecord.Model model = new RunRecord.Model("m.onnx", "ab", 12);
        return new RunRecord("secateur test", model,
                new RunRecord.Data("fashion", "x / 255", new RunRecord.Part(10, "cd"), null, null, List.of()),
                List.of(RunRecord.Step.of("train", "{\"epochs\":3,\"lr\":0.5}")), seed, null, null, model,
                new Machine("25", "os", "cpu", 2, "cpu", 1, "none"), started, 1.5, "done");
    }
}
