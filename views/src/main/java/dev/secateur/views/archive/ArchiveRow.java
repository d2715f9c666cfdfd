package dev.secateur.views.archive;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import dev.secateur.engine.session.SessionFile;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.views.text.Figures;

/// One session in the list.
///
/// @param id in the store
/// @param model the file that was opened
/// @param versions number of versions, the original included
/// @param jobs number of jobs that had not ended
/// @param changed local date and time
/// @param bytes that dropping it would free
public record ArchiveRow(String id, Path model, int versions, int jobs, String changed, long bytes, State state) {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /// What became of the program that worked on it.
    public enum State {
        OPEN, CUT_OFF, CLOSED
    }

    static ArchiveRow of(SessionStore.Kept kept, long bytes) {
        SessionFile file = kept.file();
        return new ArchiveRow(kept.id(), file.modelFile(), file.versions().size(), file.jobs().size(),
                time(file.changed()), bytes,
                file.isOpen() ? State.OPEN : file.isCutOff() ? State.CUT_OFF : State.CLOSED);
    }

    private static String time(String iso) {
        try {
            return MINUTES.format(OffsetDateTime.parse(iso).atZoneSameInstant(ZoneId.systemDefault()));
        } catch (DateTimeParseException e) {
            return iso;
        }
    }

    /// The model's file name.
    public String name() {
        return String.valueOf(model.getFileName());
    }

    /// `4 versions, 1 job cut off, 2026-01-01 12:00, 3.2 MB`.
    public String fact() {
        return Figures.plural(versions, "version")
                + (jobs == 0 ? "" : ", " + Figures.plural(jobs, "job") + " cut off") + ", " + changed + ", "
                + Figures.bytes(bytes);
    }

    /// One sentence that offers it.
    public String offer() {
        return "The program ended without closing " + name() + ": " + Figures.plural(versions, "version")
                + (jobs == 0 ? "" : " and " + Figures.plural(jobs, "job") + " that had not ended")
                + ", last changed " + changed + ".";
    }

    /// True if there is more than the model's own file holds.
    boolean isWorthKeeping() {
        return versions > 1 || jobs > 0 || state == State.OPEN;
    }
}
