package dev.secateur.engine.onnx;

import java.util.regex.Pattern;

import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;

/// The sentences with which a model is refused.
final class Refusal {

    private static final int LONGEST_NAME = 80;
    private static final Pattern UNSHOWABLE = Pattern.compile("\\p{Cntrl}");

    private Refusal() {}

    /// The model cannot be read, because of a node or value.
    static ProblemException reading(@Nullable String node, String why) {
        return reading(node, why, "");
    }

    static ProblemException reading(@Nullable String node, String why, String hint) {
        return ProblemException.ofModel("cannot read the model", node == null ? null : shown(node), why, hint);
    }

    /// The model cannot be written, because of a node or value.
    static ProblemException writing(@Nullable String node, String why, String hint) {
        return ProblemException.ofModel("cannot write the model", node == null ? null : shown(node), why, hint);
    }

    /// Bytes that are no message of the kind they should be.
    static ProblemException damaged(@Nullable String node, String part, InvalidProtocolBufferException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        String why = message.contains("too many levels of nesting")
                ? part + " nests sub-graphs deeper than " + Field.DEPTH / 3 + " levels"
                : part + " is damaged or cut off";
        return reading(node, why, "export the model again or copy the file again");
    }

    /// A name as it fits into a sentence.
    static String shown(String name) {
        String clean = UNSHOWABLE.matcher(name).replaceAll("\uFFFD");
        if (clean.length() <= LONGEST_NAME) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return clean.substring(0, end) + "…";
    }
}
