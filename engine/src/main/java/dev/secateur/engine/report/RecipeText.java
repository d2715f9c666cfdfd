package dev.secateur.engine.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.store.JsonFile;

/// The steps of a run in the form of a recipe's file.
record RecipeText(String program, long seed, List<Step> steps) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-recipe", 1);

    record Step(String method, Map<String, Object> config) {}

    String json() {
        return new String(JsonFile.encode(FORMAT, this), StandardCharsets.UTF_8);
    }
}
