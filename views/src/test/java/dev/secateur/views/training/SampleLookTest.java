package dev.secateur.views.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.HeldJobs;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.UnaskedWork;

import static org.assertj.core.api.Assertions.assertThat;

/// Whose pictures the training panel shows.
class SampleLookTest {

    private final HeldJobs jobs = new HeldJobs();
    private final SessionModel session = new SessionModel(jobs, new UnaskedWork() {
        @Override
        public Graph read(Path file, Progress progress) {
            return Networks.chain(file.toString().length());
        }
    });
    private final List<DataChoice> asked = new ArrayList<>();
    private final SampleLook look = new SampleLook(session, new TrainingWork() {
        @Override
        public Trained train(Request request, TrainListener listener, Progress progress) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Kept kept(Graph original, DataChoice data, Progress progress) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Graph startOf(Offer offer) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void forget(Offer offer) {
            throw new AssertionError("not asked for");
        }

        @Override
        public List<Sample> preview(Graph graph, DataChoice data, int count, Progress progress) {
            asked.add(data);
            return List.of(new Sample(1, 1, 1, new float[1], data.title(), Integer.toString(graph.nodes().size())));
        }
    });

    private void choose(String data) {
        session.runSettingsProperty().set(session.runSettings().withData(new DataChoice(data, null)));
    }

    private static String nodes(int length) {
        return Integer.toString(Networks.chain(length).nodes().size());
    }

    @Test
    void picturesOfAnotherVersionOrOtherDataNeverStay() {
        session.open(Path.of("a"));
        jobs.runAll();
        look.activeProperty().set(true);
        choose("first");
        assertThat(jobs.waiting()).isEqualTo(1);
        // Somebody leaves the tab while pictures are looked for, and chooses other data: what was looked for is not shown.
        look.activeProperty().set(false);
        choose("second");
        jobs.runAll();
        assertThat(look.samples()).isEmpty();
        look.activeProperty().set(true);
        jobs.runAll();
        assertThat(look.samples()).singleElement().satisfies(s -> assertThat(s.predicted()).isEqualTo(nodes(1)));
        session.open(Path.of("abc"));
        jobs.runAll();
        assertThat(look.samples()).singleElement().satisfies(s -> assertThat(s.predicted()).isEqualTo(nodes(3)));
        assertThat(asked).extracting(DataChoice::title).last().isEqualTo(new DataChoice("second", null).title());
    }

    @Test
    void nobodyIsAskedBeforeSomebodyLooks() {
        session.open(Path.of("a"));
        choose("first");
        jobs.runAll();
        assertThat(asked).isEmpty();
    }
}
