package dev.secateur.views.training;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;

/// The first test pictures as the present gets them and what it says of them. Those of another version or of other data go at once.
final class SampleLook {

    private static final int SAMPLES = 12;

    private final SessionModel session;
    private final TrainingWork work;
    private final ObservableList<TrainingWork.Sample> samples = FXCollections.observableArrayList();
    private final ObservableList<TrainingWork.Sample> shown = FXCollections.unmodifiableObservableList(samples);
    private final BooleanProperty active = new SimpleBooleanProperty();
    private @Nullable RunningJob looking;

    SampleLook(SessionModel session, TrainingWork work) {
        this.session = session;
        this.work = work;
        session.presentProperty().addListener(o -> again());
        session.runSettingsProperty().addListener((o, was, is) -> {
            if (!is.data().equals(was.data())) {
                again();
            }
        });
        active.addListener((o, was, is) -> {
            if (is && samples.isEmpty()) {
                look();
            }
        });
    }

    ObservableList<TrainingWork.Sample> samples() {
        return shown;
    }

    /// True while somebody looks; pictures are not fetched before.
    BooleanProperty activeProperty() {
        return active;
    }

    private void again() {
        leaveOff();
        samples.clear();
        if (active.get()) {
            look();
        }
    }

    private void leaveOff() {
        RunningJob before = looking;
        if (before != null) {
            before.cancel();
            looking = null;
        }
    }

    void look() {
        leaveOff();
        Version now = session.present();
        DataChoice data = session.runSettings().data();
        if (now == null || data.isNone()) {
            return;
        }
        looking = session.jobs().start(new Job<>("Look at the data", Job.Lane.LIGHT,
                p -> work.preview(now.graph(), data, SAMPLES, p)), found -> {
                    // A job that is done already cannot be cancelled, but its result may still be on its way.
                    if (now.equals(session.present()) && data.equals(session.runSettings().data())) {
                        samples.setAll(found);
                    }
                });
    }
}
