package dev.secateur.views.session;

import java.util.stream.Collectors;

import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Recorded;

/// Says where what a record tells can be seen.
public final class RecordStatus {

    private RecordStatus() {}

    /// @param recorded not nothing
    public static Status of(Recorded recorded) {
        return Status.good("read with the record beside it: "
                + recorded.methods().stream().map(RecordStatus::title).collect(Collectors.joining(", then "))
                + "; the tabs show what that found");
    }

    private static String title(String method) {
        try {
            return Methods.named(method).info().title();
        } catch (ProblemException e) {
            // Steps that are no methods, such as training, are named as in recipes.
            return method;
        }
    }
}
