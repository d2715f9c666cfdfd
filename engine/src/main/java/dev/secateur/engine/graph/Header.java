package dev.secateur.engine.graph;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What a model says of itself beside its graph.
///
/// @param name the graph's name
/// @param irVersion version of the file format
/// @param opsets operator-set versions by domain; ONNX's own domain is the empty string
/// @param origin the file border's own record of everything else in the file (metadata, functions, documentation),
///     null for a graph that was made here
/// @param metadata what the file says of itself by key (`metadata_props`); a key that the file has is changed, never lost
public record Header(String name, long irVersion, Map<String, Long> opsets, @Nullable Object origin,
        Map<String, String> metadata) {

    /// The version of the file format since which an initializer need not be listed as an input.
    public static final long FREE_INITIALIZERS = 4;

    public Header {
        opsets = Map.copyOf(opsets);
        metadata = Map.copyOf(metadata);
    }

    /// One that says nothing of itself.
    public Header(String name, long irVersion, Map<String, Long> opsets, @Nullable Object origin) {
        this(name, irVersion, opsets, origin, Map.of());
    }

    /// The same with some metadata added or changed.
    public Header withMetadata(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(metadata);
        all.putAll(more);
        return new Header(name, irVersion, opsets, origin, all);
    }

    /// The version of ONNX's own operator set; 1 if the model names none.
    public long opset() {
        return opsets.getOrDefault("", 1L);
    }
}
