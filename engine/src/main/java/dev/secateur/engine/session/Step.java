package dev.secateur.engine.session;

/// The step of a recipe that made a version.
///
/// @param method the id of the method: `depth-merge`
/// @param config its whole configuration as one JSON object, defaults included
public record Step(String method, String config) {

    public Step {
        if (method.isBlank()) {
            throw new IllegalArgumentException("a step needs the id of its method");
        }
    }
}
