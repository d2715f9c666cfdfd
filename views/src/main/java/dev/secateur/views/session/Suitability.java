package dev.secateur.views.session;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Version;

/// Whether a method can work on the present. Methods look at the whole graph for that, so they are asked off the window's thread, and an
/// answer to an older question is dropped.
public final class Suitability {

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<@Nullable Applicability> answer = new ReadOnlyObjectWrapper<>();
    private @Nullable RunningJob asking;
    private int questions;

    public Suitability(SessionModel session) {
        this.session = session;
    }

    /// The method's answer; null until it is there.
    public ReadOnlyObjectProperty<@Nullable Applicability> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /// Why the method cannot work on the present, as a sentence; empty if it can or has not answered.
    public String refusal() {
        return answer.get() instanceof Applicability.No no ? "Not for this model: " + no.reason() + "." : "";
    }

    /// Asks a method about the present.
    ///
    /// @param config of that method's kind
    public <C extends Record> void ask(Method<C> method, Record config) {
        forget();
        Version now = session.present();
        if (now == null) {
            return;
        }
        @SuppressWarnings("unchecked") // The form was made from this method's defaults.
        C own = (C) method.defaults().getClass().cast(config);
        int question = questions;
        asking = session.jobs().start(new Job<>("Ask " + method.info().title(), Job.Lane.LIGHT,
                p -> method.applicability(now.graph(), own)), found -> {
                    if (question == questions) {
                        answer.set(found);
                    }
                });
    }

    /// Drops the answer and the question.
    public void forget() {
        questions++;
        RunningJob before = asking;
        if (before != null) {
            before.cancel();
            asking = null;
        }
        answer.set(null);
    }
}
