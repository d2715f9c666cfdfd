package dev.secateur.views.session;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.VersionTree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionRecipeTest {

    private static final Graph GRAPH = ResNet.of(8, Pictures.fashion(), 1);

    @Test
    void holdsTheStepsToThePresentInOrderAndNoOthers() throws Exception {
        VersionTree tree = VersionTree.of("Original", GRAPH).add("Cut", GRAPH, step("l1"))
                .add("Left aside", GRAPH, step("fold")).undo().add("Folded", GRAPH, step("random"));
        Recipe recipe = SessionRecipe.of(tree, "secateur test");
        assertThat(recipe.steps()).extracting(Recipe.Step::method).containsExactly("l1", "random");
        assertThat(recipe.plan()).hasSize(2);
    }

    @Test
    void refusesWhatARecipeCannotRepeat() {
        VersionTree original = VersionTree.of("Original", GRAPH);
        assertThatThrownBy(() -> SessionRecipe.of(original, "secateur test")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("as it was opened");
        VersionTree trained = original.add("Trained, 2 epochs", GRAPH, new Step("train", "{}"));
        assertThatThrownBy(() -> SessionRecipe.of(trained, "secateur test")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("v1 Trained, 2 epochs");
    }

    private static Step step(String method) {
        try {
            return new Step(method, ConfigJson.write(Methods.named(method).defaults()));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }
}
