package dev.secateur.engine.op;

import java.util.Map;

/// An operator that the program does not understand: kept, drawn, written back, and counted as unknown.
///
/// @param domain empty for ONNX's own
/// @param type the operator's name
/// @param attributes as the file says, by name
public record Opaque(String domain, String type, Map<String, Attribute> attributes) implements Op {

    public Opaque {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public OpFamily family() {
        return OpFamily.OTHER;
    }
}
