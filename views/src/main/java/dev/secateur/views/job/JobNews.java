package dev.secateur.views.job;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;

import dev.secateur.engine.job.Job;
import dev.secateur.views.session.JobBoard;
import dev.secateur.views.session.RunningJob;

/// Jobs that have ended after so long a time that one may have turned to something else.
public final class JobNews {

    private static final Duration LONG = Duration.ofSeconds(10);

    private JobNews() {}

    /// Tells of each such job of a board from now on.
    public static void follow(JobBoard jobs, Consumer<RunningJob> listener) {
        jobs.ended().addListener((ListChangeListener<RunningJob>) c -> {
            while (c.next()) {
                c.getAddedSubList().stream().filter(JobNews::isNews).map(RunningJob.class::cast).forEach(listener);
            }
        });
    }

    /// True if its end is worth saying.
    static boolean isNews(RunningJob job) {
        return job.lane() == Job.Lane.COMPUTE && job.state() != RunningJob.State.CANCELLED
                && job.took().compareTo(LONG) > 0;
    }

    /// `Train v1 is done`.
    public static String sentence(RunningJob job) {
        return job.title() + switch (job.state()) {
            case DONE -> " is done";
            case CANCELLED -> " was cancelled";
            default -> " ended before it was done";
        };
    }
}
