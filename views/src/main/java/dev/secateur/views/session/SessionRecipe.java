package dev.secateur.views.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.experiment.RecipeSteps;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;

/// The way from the model as it was opened to its present version, as a recipe.
public final class SessionRecipe {

    private SessionRecipe() {}

    /// @param program name and version of the program
    /// @param seed that methods were run with
    /// @throws ProblemException if there is no step, or one that a recipe cannot repeat; it is named
    public static Recipe of(VersionTree tree, String program, long seed) throws ProblemException {
        Deque<Version> way = new ArrayDeque<>();
        for (Version v = tree.present(); !v.isOriginal(); v = tree.version(v.parent())) {
            way.addFirst(v);
        }
        if (way.isEmpty()) {
            throw ProblemException.ofSetting("cannot save a recipe", tree.present().name(),
                    "it is the model as it was opened", "apply a method first");
        }
        List<Recipe.Step> steps = new ArrayList<>();
        for (Version version : way) {
            Step step = version.step();
            if (step == null || RecipeSteps.find(step.method(), null).isEmpty()) {
                throw ProblemException.ofSetting("cannot save a recipe", version.name() + " " + version.label(),
                        "nothing is known of how it was made", "begin from another version");
            }
            steps.add(Recipe.Step.of(step.method(), step.config()));
        }
        return new Recipe(program, seed, steps);
    }
}
