package dev.secateur.engine.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// Steps that were done to one model and can be done to another: methods with their whole configurations, and the seed.
///
/// @param program that wrote it, name and version
/// @param seed of everything random; with one thread, the same recipe on the same model and data gives the same file
/// @param steps in order, one or more
public record Recipe(String program, long seed, List<Step> steps) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-recipe", 1);

    public Recipe {
        steps = List.copyOf(steps);
    }

    /// One step.
    ///
    /// @param method its id
    /// @param config every setting of the method by name
    public record Step(String method, Map<String, Object> config) {

        public Step {
            config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        }

        /// @param config one JSON object
        public static Step of(String method, String config) {
            return new Step(method, JsonFile.object(config));
        }
    }

    /// A step that can be run.
    ///
    /// @param <C> the configuration of its method
    public record Planned<C extends Record>(Method<C> method, C config) {

        /// The step as a recipe holds it.
        public Step step() {
            return new Step(method.info().id(), ConfigJson.map(config));
        }

        /// True if it trains, so that pictures to learn from have to be opened for it.
        public boolean learns() {
            return Learning.isWanted(method, config);
        }
    }

    /// Reads one and checks all of its steps.
    ///
    /// @throws ProblemException if it is no recipe, or a step names an unknown method, or a setting is unknown, missing or out of range;
    ///     the step is named
    public static Recipe read(Path file) throws ProblemException {
        Recipe recipe = JsonFile.read(file, FORMAT, Recipe.class);
        recipe.plan(file.getFileName() + ", ");
        return recipe;
    }

    /// A recipe from its text, with all of its steps checked.
    ///
    /// @throws ProblemException as for {@link #read}
    public static Recipe parse(String text) throws ProblemException {
        Recipe recipe = JsonFile.decode(text.getBytes(StandardCharsets.UTF_8), FORMAT, Recipe.class,
                Path.of("recipe"));
        recipe.plan("");
        return recipe;
    }

    /// The bytes of its file.
    public byte[] bytes() {
        return JsonFile.encode(FORMAT, this);
    }

    /// Writes it as a whole.
    public void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }

    /// Its steps with their methods.
    ///
    /// @throws ProblemException if a step cannot be run; it is named
    public List<Planned<?>> plan() throws ProblemException {
        return plan("");
    }

    private List<Planned<?>> plan(String where) throws ProblemException {
        if (steps.isEmpty()) {
            throw ProblemException.ofSetting("cannot run the recipe", where + "steps", "it has none", "");
        }
        List<Planned<?>> planned = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Optional<Method<?>> method = RecipeSteps.find(step.method(), null);
            if (method.isEmpty()) {
                throw ProblemException.ofSetting("cannot run the recipe", where + "step " + (i + 1),
                        "\"" + step.method() + "\" is no step that a recipe can repeat",
                        NearestNames.hint(step.method(),
                                RecipeSteps.all(null).stream().map(m -> m.info().id()).toList()));
            }
            planned.add(planned(method.get(), step, where + "step " + (i + 1)));
        }
        return planned;
    }

    private static <C extends Record> Planned<C> planned(Method<C> method, Step step, String where)
            throws ProblemException {
        return new Planned<>(method,
                ConfigJson.read(method.defaults(), step.config(), where + ", " + step.method()));
    }
}
