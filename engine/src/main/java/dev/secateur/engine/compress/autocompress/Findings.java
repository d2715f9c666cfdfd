package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.search.SearchReport;

/// What a run has found so far.
final class Findings {

    private final Workshop workshop;
    private final AutoCompressReport.Size before;
    private final List<AutoCompressReport.RoundReport> rounds = new ArrayList<>();
    private AutoCompressReport.@Nullable PurifyReport purification;
    private AutoCompressReport.Size now;

    Findings(Workshop workshop, AutoCompressReport.Size before) {
        this.workshop = workshop;
        this.before = before;
        this.now = before;
    }

    AutoCompressReport.Size before() {
        return before;
    }

    /// The size of the network as the last step that was kept left it.
    AutoCompressReport.Size now() {
        return now;
    }

    List<AutoCompressReport.RoundReport> rounds() {
        return rounds;
    }

    void add(AutoCompressReport.RoundReport round) {
        rounds.add(round);
        now = round.kept() ? round.after() : now;
    }

    void add(AutoCompressReport.PurifyReport report) {
        purification = report;
        now = report.after();
    }

    AutoCompressReport.@Nullable PurifyReport purification() {
        return purification;
    }

    AutoCompressReport.Goal goal() {
        AutoCompressConfig config = workshop.config();
        return new AutoCompressReport.Goal(config.goal(), config.objective().toString(),
                config.structure().toString(), config.search().toString());
    }

    /// A report of a run that is not at its end.
    AutoCompressReport soFar(SearchReport search) {
        return new AutoCompressReport(goal(), before, now, rounds, purification, List.of(), null, null,
                workshop.tally().passes(), search, "");
    }

    void tell(SearchReport search) {
        workshop.input().listener().found(soFar(search));
    }
}
