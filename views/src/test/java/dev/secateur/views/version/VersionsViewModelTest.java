package dev.secateur.views.version;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Grown;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class VersionsViewModelTest {

    @Test
    void whoListensToTheRowsStillHearsOfThemAfterACollection() {
        SessionModel session = Sessions.with(Networks.chain(2));
        VersionsViewModel model = new VersionsViewModel(session);
        AtomicInteger heard = new AtomicInteger();
        model.rows().addListener((ListChangeListener<VersionRow>) c -> heard.incrementAndGet());
        collect();
        Version original = Objects.requireNonNull(session.present());
        session.grow(original, new Job<>("grow", Job.Lane.COMPUTE,
                p -> new Grown(original.graph(), "grown", new Step("any", "{}"), Status.good("done"))),
                null);
        assertThat(heard.get()).isPositive();
        assertThat(model.rows()).hasSize(2);
    }

    /// Until something that nobody holds is gone.
    private static void collect() {
        WeakReference<Object> loose = new WeakReference<>(new Object());
        while (loose.get() != null) {
            System.gc();
        }
    }
}
