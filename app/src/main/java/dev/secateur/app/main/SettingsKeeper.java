package dev.secateur.app.main;

import dev.secateur.app.settings.Settings;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;

/// Writes the settings soon after each change, so that a crash loses none of them: one time after the other, each time what is set then.
final class SettingsKeeper {

    private final SettingsModel settings;
    private final JobRunner runner;
    private boolean writing;
    private boolean dirty;

    SettingsKeeper(SettingsModel settings, JobRunner runner) {
        this.settings = settings;
        this.runner = runner;
    }

    void install() {
        settings.setOnChange(this::changed);
    }

    private void changed() {
        dirty = true;
        if (writing) {
            return;
        }
        dirty = false;
        writing = true;
        Settings now = settings.get();
        var unused = runner.start(new Job<>("Keep the settings", Job.Lane.LIGHT, p -> {
            settings.save(now);
            return now;
        }), this::ended);
    }

    private void ended(Outcome<Settings> outcome) {
        writing = false;
        if (!(outcome instanceof Outcome.Done<Settings>)) {
            // Nothing but the look of the next start is lost, and closing the window tries again.
            System.getLogger(SettingsKeeper.class.getName()).log(System.Logger.Level.DEBUG, outcome.toString());
        }
        if (dirty) {
            changed();
        }
    }
}
