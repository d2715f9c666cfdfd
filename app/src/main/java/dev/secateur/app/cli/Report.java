package dev.secateur.app.cli;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.Problem;

/// What a command has to tell.
///
/// @param json the same for programs: keys in the order in which they are printed
/// @param text the same for people, lines without the last line end
/// @param problem what is wrong with what was looked at, although the command did its work; null for nothing
/// @param cancelled true if the user stopped the work and this is what there was until then
record Report(Map<String, Object> json, String text, @Nullable Problem problem, boolean cancelled) {

    Report(Map<String, Object> json, String text, @Nullable Problem problem) {
        this(json, text, problem, false);
    }

    Report(Map<String, Object> json, String text) {
        this(json, text, null, false);
    }
}
