package dev.secateur.engine.record;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A run that goes on, or did when the program ended: what is needed to offer it again.
///
/// @param model SHA-256 of the file that was opened
/// @param data as the user named it
/// @param label of the version that the run began with
/// @param steps that had made that version from the file, in order
/// @param settings what was asked for, in the words of whoever began it
/// @param started local date and time with zone, ISO 8601
/// @param process that runs it, as {@link #presentProcess()} gives it
/// @param stopped true if the user ended it and has what came of it
public record UnfinishedRun(String model, String data, String label, List<RunRecord.Step> steps,
        Map<String, String> settings, String started, String process, boolean stopped) {

    public UnfinishedRun {
        steps = List.copyOf(steps);
        settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /// This process, told from all others, later ones with the same number too.
    public static String presentProcess() {
        return Owner.present();
    }

    /// True while the process that runs it is there.
    public boolean isRunning() {
        return !stopped && Owner.isAlive(process);
    }

    /// The same, ended by the user.
    public UnfinishedRun ended() {
        return new UnfinishedRun(model, data, label, steps, settings, started, process, true);
    }

    /// The same, run by this process.
    public UnfinishedRun takenOver() {
        return new UnfinishedRun(model, data, label, steps, settings, started, presentProcess(), false);
    }
}
