package dev.secateur.engine.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RecipeTest {

    @TempDir
    Path folder;

    @Test
    void everyMethodsDefaultsGoIntoARecipeAndBack() throws Exception {
        List<Recipe.Step> steps = Methods.all().stream()
                .map(m -> new Recipe.Step(m.info().id(), ConfigJson.map(m.defaults()))).toList();
        Path file = folder.resolve("recipe.json");
        new Recipe("secateur test", 3, steps).write(file);
        Recipe read = Recipe.read(file);
        assertThat(read.seed()).isEqualTo(3);
        List<Recipe.Planned<?>> plan = read.plan();
        assertThat(plan).hasSameSizeAs(Methods.all());
        for (int i = 0; i < plan.size(); i++) {
            Method<?> method = Methods.all().get(i);
            assertThat(plan.get(i).method().info()).isEqualTo(method.info());
            assertThat(plan.get(i).config()).isEqualTo(method.defaults());
        }
    }

    @Test
    void namesTheStepAndTheSettingThatAreWrong() throws Exception {
        refused(step("l1", "rate", null), "step 1, l1", "\"rate\" is missing");
        refused(step("l1", "speed", 1), "step 1, l1", "no setting \"speed\"");
        refused(step("l1", "rate", 7), "step 1, l1", "7");
        refused(new Recipe.Step("melt", Map.of()), "step 1", "\"melt\" is no step that a recipe can repeat");
        refused(new Recipe.Step("train", Map.of()), "step 1, train", "\"epochs\" is missing");
        Map<String, Object> nested = new LinkedHashMap<>(step("l1", "rate", 0.5).config());
        nested.put("finetune", Map.of("epochs", 1));
        refused(new Recipe.Step("l1", nested), "step 1, l1", "\"finetune.");
        assertThatThrownBy(() -> new Recipe("secateur test", 1, List.of()).plan())
                .isInstanceOf(ProblemException.class).hasMessageContaining("it has none");
    }

    @Test
    void aFileThatBreaksOffIsCalledThat() throws Exception {
        Path file = folder.resolve("recipe.json");
        Files.writeString(file, "{\n  \"id\" : \"secateur-recipe\"");
        assertThatThrownBy(() -> Recipe.read(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("breaks off (line 2)").hasMessageNotContaining("Source");
    }

    private static Recipe.Step step(String method, String key, @Nullable Object value)
            throws ProblemException {
        Map<String, Object> config = new LinkedHashMap<>(ConfigJson.map(Methods.named(method).defaults()));
        if (value == null) {
            config.remove(key);
        } else {
            config.put(key, value);
        }
        return new Recipe.Step(method, config);
    }

    private void refused(Recipe.Step step, String... parts) throws Exception {
        Path file = folder.resolve("recipe.json");
        Files.deleteIfExists(file);
        new Recipe("secateur test", 1, List.of(step)).write(file);
        assertThatThrownBy(() -> Recipe.read(file)).isInstanceOf(ProblemException.class).hasMessageContainingAll(parts);
    }
}
