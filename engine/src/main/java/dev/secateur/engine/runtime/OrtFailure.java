package dev.secateur.engine.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.onnxruntime.OrtException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// Turns what ONNX Runtime says into a problem that names the node and the reason.
final class OrtFailure {

    /// How the runtime names a node: while running, at load, in type and shape inference.
    private static final List<Pattern> NODE = List.of(Pattern.compile("running \\S+ node\\. Name:'([^']*)'"),
            Pattern.compile("In Node, ?\\(\"([^\"]*)\""), Pattern.compile("[Nn]ode ?\\(([^)]*)\\)"));

    /// What the runtime puts before the reason: codes, places in its own sources with the function's signature, the node.
    private static final List<Pattern> NOISE = List.of(Pattern.compile("^(Error code - \\S+ - message: )+"),
            Pattern.compile("Load model from .*? failed: ?"),
            Pattern.compile("Non-zero status code returned while running .*?Status Message: ?"),
            Pattern.compile("\\S*onnxruntime\\S*\\.(cc|h|cpp):\\d+ ([^()]*\\([^()]*\\)( const)? )?"),
            Pattern.compile("In Node, .*? , Error:? ?"), Pattern.compile("Node \\([^)]*\\) Op \\([^)]*\\) "),
            Pattern.compile("\\[\\w*InferenceError\\] ?"), Pattern.compile("This is an invalid model\\. ?"),
            Pattern.compile("^\\s*(Type )?Error:? "));

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private OrtFailure() {}

    /// The problem behind an exception of the runtime.
    ///
    /// @param what what was being tried: `cannot run the model`
    /// @param file the model's file, null for a graph that was never saved
    static ProblemException of(String what, @Nullable Path file, OrtException e) {
        String message = e.getMessage() == null ? e.getCode().toString() : e.getMessage();
        String hint = switch (e.getCode()) {
            case ORT_NOT_IMPLEMENTED ->
                "this version of ONNX Runtime lacks an operator or an element type that the model uses";
            case ORT_INVALID_ARGUMENT -> "compare the given inputs with those that the model declares";
            default -> "";
        };
        return new ProblemException(new Problem.OfModel(what, file, node(message), reason(message), hint), e);
    }

    private static @Nullable String node(String message) {
        for (Pattern pattern : NODE) {
            Matcher found = pattern.matcher(message);
            if (found.find() && !found.group(1).isBlank()) {
                return found.group(1).strip();
            }
        }
        return null;
    }

    /// The message without error codes, places in the runtime's sources, and line breaks.
    private static String reason(String message) {
        String reason = message;
        for (Pattern pattern : NOISE) {
            reason = pattern.matcher(reason).replaceAll("");
        }
        reason = SPACE.matcher(reason).replaceAll(" ").strip();
        return "ONNX Runtime says: " + (reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
    }
}
