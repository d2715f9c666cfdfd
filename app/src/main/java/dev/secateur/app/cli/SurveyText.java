package dev.secateur.app.cli;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.views.text.Figures;

/// What is known of blocks before they are pruned, as `blocks --score` prints it.
final class SurveyText {

    private SurveyText() {}

    /// @param similarity by which blocks are redundant
    static Map<String, Object> json(DepthSurvey survey, String similarity) {
        List<Map<String, Object>> rows = survey.rows().stream()
                .map(r -> Json.object("block", r.block(), "form", r.form(), "macs", r.macs() < 0 ? null : r.macs(),
                        "redundancy", r.redundancy(), "msBefore", r.before(), "msAfter", r.after(), "share",
                        r.before() / survey.network(), "saves", (r.before() - r.after()) / survey.network()))
                .toList();
        List<Map<String, Object>> refused = survey.refused().stream()
                .map(r -> Json.object("block", r.block(), "reason", r.reason())).toList();
        return Json.object("networkMs", survey.network(), "similarity", similarity, "blocks", rows, "refused", refused);
    }

    /// The same for people.
    static String table(DepthSurvey survey, String similarity) {
        TextTable table = new TextTable("block", "pruned with training", ">MACs", ">redundancy", ">share of time",
                ">time of all");
        for (DepthSurvey.Row row : survey.rows()) {
            Double redundancy = row.redundancy();
            table.row(row.block(), row.form(), row.macs() < 0 ? Figures.UNKNOWN : Figures.large(row.macs()),
                    redundancy == null ? Figures.UNKNOWN : Figures.decimal(redundancy, 3),
                    Figures.percent(row.before() / survey.network()),
                    Figures.change(survey.network(), survey.network() - row.before() + row.after()));
        }
        StringBuilder text = new StringBuilder(
                survey.rows().isEmpty() ? "no block can be pruned by a search" : table.toString());
        survey.refused().forEach(r -> text.append(System.lineSeparator()).append(r.block())
                .append(" is not to choose from: ").append(r.reason()));
        text.append(System.lineSeparator()).append("one picture takes ").append(Figures.decimal(survey.network(), 3))
                .append(" ms here; at most ").append(Figures.decimal(survey.most(), 1))
                .append(" % less with all blocks that save time; redundancy: ").append(similarity);
        if (survey.rows().stream().allMatch(r -> r.redundancy() == null)) {
            text.append(", measured only with --data");
        }
        return text.toString();
    }
}
