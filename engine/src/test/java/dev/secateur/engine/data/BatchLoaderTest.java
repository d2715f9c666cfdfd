package dev.secateur.engine.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.data.Batch.Position;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class BatchLoaderTest {

    private final Numbered data = new Numbered(20, 4);

    @Test
    void anEpochTakesEachPictureOnceWithItsLabel() throws Exception {
        try (BatchLoader loader = BatchLoader.open(data, plan(5, 1, 1), Position.START)) {
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                Batch batch = loader.next(Progress.none());
                assertThat(batch.position()).isEqualTo(new Position(0, i));
                assertThat(batch.dims()).containsExactly(5, 1, 2, 2);
                for (int k = 0; k < 5; k++) {
                    seen.add(batch.samples()[k]);
                    assertThat(batch.labels()[k]).isEqualTo(batch.samples()[k] % 4);
                    assertThat(batch.pictures()[4 * k]).isEqualTo(batch.samples()[k]);
                }
            }
            assertThat(seen).hasSize(20);
            assertThat(loader.next(Progress.none()).position()).isEqualTo(new Position(1, 0));
        }
    }

    @Test
    void theStreamIsTheSameForAnyNumberOfThreadsAndFromAnyPlace() throws Exception {
        List<Batch> one = take(plan(6, 1, 9), Position.START, 9);
        List<Batch> many = take(plan(6, 3, 9), Position.START, 9);
        List<Batch> late = take(plan(6, 2, 9), new Position(1, 1), 5);
        for (int i = 0; i < 9; i++) {
            assertThat(many.get(i).samples()).isEqualTo(one.get(i).samples());
            assertThat(many.get(i).pictures()).isEqualTo(one.get(i).pictures());
        }
        for (int i = 0; i < 5; i++) {
            assertThat(late.get(i).position()).isEqualTo(one.get(i + 4).position());
            assertThat(late.get(i).pictures()).isEqualTo(one.get(i + 4).pictures());
        }
        assertThat(one.get(3).samples()).isNotEqualTo(one.get(0).samples());
    }

    @Test
    void anotherSeedGivesAnotherOrder() throws Exception {
        assertThat(take(plan(20, 1, 1), Position.START, 1).getFirst().samples())
                .isNotEqualTo(take(plan(20, 1, 2), Position.START, 1).getFirst().samples());
    }

    @Test
    void leavesOutAndNamesWhatCannotBeRead() throws Exception {
        try (BatchLoader loader = BatchLoader.open(data.withBroken(3, 4), plan(20, 2, 1), Position.START)) {
            Batch batch = loader.next(Progress.none());
            assertThat(batch.size()).isEqualTo(18);
            assertThat(batch.samples()).doesNotContain(3, 4);
            assertThat(batch.dims()).containsExactly(18, 1, 2, 2);
            assertThat(loader.skipped()).containsExactly(new Skipped("picture 3 of numbered", "it is broken"),
                    new Skipped("picture 4 of numbered", "it is broken"));
        }
    }

    @Test
    void saysSoIfNothingCanBeRead() throws Exception {
        Numbered broken = new Numbered(4, 2).withBroken(0, 1, 2, 3);
        try (BatchLoader loader = BatchLoader.open(broken, plan(2, 1, 1), Position.START)) {
            assertThatThrownBy(() -> loader.next(Progress.none())).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("none of its pictures");
        }
    }

    @Test
    void readsOnlyAFewBatchesAhead() throws Exception {
        Numbered large = new Numbered(1_000_000, 4);
        try (BatchLoader loader = BatchLoader.open(large, plan(10, 1, 1), Position.START)) {
            loader.next(Progress.none());
        }
        assertThat(large.reads().get()).isLessThanOrEqualTo(40);
    }

    @Test
    void waitingObeysCancelling() throws Exception {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String text) {
                // Nobody watches.
            }

            @Override
            public void check() {
                throw new CancelledException();
            }
        };
        try (BatchLoader loader = BatchLoader.open(data, plan(5, 1, 1), Position.START)) {
            assertThatThrownBy(() -> loader.next(cancelled)).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void refusesANormalisationForOtherPictures() {
        LoadPlan colour = new LoadPlan(Normalisation.imageNet(), Augmentation.none(), 2, 1, 1);
        assertThatThrownBy(() -> BatchLoader.open(data, colour, Position.START)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("3 channels");
    }

    private List<Batch> take(LoadPlan plan, Position start, int count) throws ProblemException {
        List<Batch> batches = new ArrayList<>();
        try (BatchLoader loader = BatchLoader.open(data, plan, start)) {
            for (int i = 0; i < count; i++) {
                batches.add(loader.next(Progress.none()));
            }
        }
        return batches;
    }

    private static LoadPlan plan(int batch, int threads, long seed) {
        Augmentation augmentation = batch == 6 ? new Augmentation(true, 1, 0.1) : Augmentation.none();
        return new LoadPlan(Normalisation.raw(1), augmentation, batch, seed, threads);
    }
}
