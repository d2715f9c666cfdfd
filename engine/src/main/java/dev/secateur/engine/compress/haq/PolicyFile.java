package dev.secateur.engine.compress.haq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.store.AtomicFile;

/// Policies as files: a JSON list of `[weights, activations]` in the order of the layers, as HAQ's authors publish them. -1 for activations is a
/// picture, whose numbers have 8 bits. A list of plain numbers gives weights alone.
public final class PolicyFile {

    private static final int PICTURE = -1;
    private static final String HINT = "write a list such as [[8, -1], [5, 6], [8, 8]], one entry for each layer";

    private PolicyFile() {}

    /// Reads a policy.
    ///
    /// @param layers how many it must have
    /// @throws ProblemException if there is none, it is not of this form, or for another number of layers
    public static List<LayerBits> read(Path file, int layers) throws ProblemException {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.reason(e));
        } catch (JacksonException e) {
            throw unreadable(file, "it is no JSON (line " + e.getLocation().getLineNr() + ")");
        }
        if (!root.isArray() || root.size() != layers) {
            throw unreadable(file, root.isArray()
                    ? "it is for " + root.size() + " layers, and the model has " + layers
                    : "it is no JSON list");
        }
        List<LayerBits> policy = new ArrayList<>();
        for (JsonNode entry : root) {
            policy.add(bits(file, policy.size() + 1, entry));
        }
        return policy;
    }

    private static LayerBits bits(Path file, int number, JsonNode entry) throws ProblemException {
        boolean pair = entry.isArray() && entry.size() == 2 && entry.get(0).isInt() && entry.get(1).isInt();
        if (!pair && !entry.isInt()) {
            throw unreadable(file, "entry " + number + " is no pair of whole numbers");
        }
        int weights = pair ? entry.get(0).asInt() : entry.asInt();
        int activations = pair ? entry.get(1).asInt() : Integer.SIZE;
        if (activations == PICTURE) {
            activations = Byte.SIZE;
        }
        if (!LayerBits.isWidth(weights) || !LayerBits.isWidth(activations)) {
            throw unreadable(file, "entry " + number + " has widths of " + weights + " and " + activations
                    + " bits, and they must be 2 to 16 or 32");
        }
        return new LayerBits(weights, activations);
    }

    private static ProblemException unreadable(Path file, String why) {
        return ProblemException.ofFile("cannot read the policy", file, why, HINT);
    }

    /// A policy as the content of such a file.
    public static String text(List<LayerBits> policy) {
        return policy.stream().map(b -> "[" + b.weights() + ", " + b.activations() + "]")
                .collect(Collectors.joining(", ", "[", "]\n"));
    }
}
