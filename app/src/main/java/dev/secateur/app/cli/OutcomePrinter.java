package dev.secateur.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.problem.Problem;

/// Prints how a command ended.
///
/// @param json true for one JSON object on standard output
record OutcomePrinter(Streams streams, boolean json) {

    /// Prints and gives the exit code.
    int print(Outcome<Report> outcome) {
        int code = switch (outcome) {
            case Outcome.Done<Report>(Report report) -> print(report);
            case Outcome.Failed<Report>(Problem problem) -> print(problem, ExitCode.PROBLEM);
            case Outcome.Cancelled<Report> c -> {
                streams.err().println("secateur: cancelled");
                yield ExitCode.CANCELLED;
            }
            case Outcome.Broken<Report>(Throwable error) -> print(error);
        };
        streams.out().flush();
        streams.err().flush();
        return code;
    }

    private int print(Report report) {
        Problem problem = report.problem();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>(report.json());
            object.putAll(problem == null ? Map.of() : Json.problem(problem));
            streams.out().println(Json.write(object));
        } else if (!report.text().isEmpty()) {
            streams.out().println(report.text());
        }
        if (report.cancelled()) {
            streams.err().println("secateur: cancelled");
            return ExitCode.CANCELLED;
        }
        if (problem == null) {
            return ExitCode.DONE;
        }
        streams.err().println("secateur: " + problem.sentence());
        return ExitCode.PROBLEM;
    }

    /// Prints a problem as one sentence, or as one JSON object.
    int print(Problem problem, int code) {
        if (json) {
            streams.out().println(Json.write(Json.problem(problem)));
        }
        streams.err().println("secateur: " + problem.sentence());
        return code;
    }

    private int print(Throwable error) {
        Problem defect = new Problem.OfDevice("a defect of the program", "secateur",
                error.toString(), "report it with the lines that follow");
        int code = print(defect, ExitCode.PROBLEM);
        error.printStackTrace(streams.err());
        return code;
    }
}
