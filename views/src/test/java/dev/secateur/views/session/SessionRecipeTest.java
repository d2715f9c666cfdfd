package dev.secateur.views.session;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.experiment.TrainForm;
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
        Recipe recipe = SessionRecipe.of(tree, "secateur test", 7);
        assertThat(recipe.steps()).extracting(Recipe.Step::method).containsExactly("l1", "random");
        assertThat(recipe.plan()).hasSize(2);
    }

    @Test
    void holdsTrainingsAndFreedBatchesToo() throws Exception {
        VersionTree tree = VersionTree.of("Original", GRAPH).add("Any batch", GRAPH, new Step("free-batch", "{}"))
                .add("Trained, 5 epochs", GRAPH, new Step("train", ConfigJson.write(TrainForm.defaults())));
        Recipe recipe = SessionRecipe.of(tree, "secateur test", 7);
        assertThat(recipe.seed()).isEqualTo(7);
        assertThat(Recipe.parse(new String(recipe.bytes(), StandardCharsets.UTF_8)).plan())
                .extracting(p -> p.method().info().id()).containsExactly("free-batch", "train");
    }

    @Test
    void refusesWhatARecipeCannotRepeat() {
        VersionTree original = VersionTree.of("Original", GRAPH);
        assertThatThrownBy(() -> SessionRecipe.of(original, "secateur test", 7)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("as it was opened");
        VersionTree unknown = original.add("By hand", GRAPH, new Step("by-hand", "{}"));
        assertThatThrownBy(() -> SessionRecipe.of(unknown, "secateur test", 7)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("v1 By hand");
    }

    private static Step step(String method) {
        try {
            return new Step(method, ConfigJson.write(Methods.named(method).defaults()));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }
}
