package dev.secateur.views.recipe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.UnaskedWork;

import static org.assertj.core.api.Assertions.assertThat;

class RecipeViewModelTest {

    @TempDir
    Path folder;

    private record Nothing() {}

    /// Every method but `fold` renames the graph; `fold` fails.
    private static final class Work extends UnaskedWork {

        @Override
        public Graph read(Path file, Progress progress) {
            return ResNet.of(8, Pictures.fashion(), 1);
        }

        @Override
        public Applied apply(Request request, Progress progress) throws ProblemException {
            if (request.method().equals("fold")) {
                throw ProblemException.ofSetting("cannot fold this model", "fold", "there is nothing left to fold", "");
            }
            Graph graph = request.version().graph();
            GraphEditor editor = graph.edit();
            editor.setHeader(
                    graph.header().withMetadata(Map.of("made", request.method() + request.upkeep().seed())));
            return new Applied(new MethodResult(editor.build(), List.of(), Map.of(), null, new Nothing()),
                    new Step(request.method(), ConfigJson.write(request.config())), "done");
        }
    }

    private final SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new Work());
    private final RecipeViewModel model = new RecipeViewModel(session, "secateur test");

    @BeforeEach
    void open() {
        session.open(Path.of("model.onnx"));
    }

    private static String text(String... methods) throws ProblemException {
        List<Recipe.Step> steps = new java.util.ArrayList<>();
        for (String method : methods) {
            steps.add(Recipe.Step.of(method, ConfigJson.write(Methods.named(method).defaults())));
        }
        return new String(new Recipe("secateur test", 7, steps).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void runsEveryStepOnWhatTheOneBeforeGave() throws ProblemException {
        model.textProperty().set(text("l1", "random"));
        assertThat(model.factProperty().get()).isEqualTo("2 steps: l1, random; seed 7");
        assertThat(model.readyProperty().get()).isTrue();

        model.run();

        assertThat(Objects.requireNonNull(session.tree()).versions()).extracting(Version::parent).containsExactly(-1, 0,
                1);
        assertThat(Objects.requireNonNull(session.present()).graph().header().metadata()).containsEntry("made",
                "random7");
        assertThat(session.statusProperty().get().text()).contains("2 steps");
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void endsAtTheFirstStepThatFails() throws ProblemException {
        model.textProperty().set(text("l1", "fold", "random"));
        model.run();

        assertThat(Objects.requireNonNull(session.tree()).versions()).hasSize(2);
        assertThat(session.statusProperty().get().text()).contains("step 2 of 3");
        assertThat(session.jobs().problemProperty().get()).isNotNull();
    }

    @Test
    void namesWhatIsMissingOrUnknownWhileItIsTyped() throws ProblemException {
        String good = text("l1");
        model.textProperty().set(good.replace("\"rate\"", "\"rtae\""));
        assertThat(model.errorProperty().get()).contains("rtae").contains("step 1");
        assertThat(model.readyProperty().get()).isFalse();
        model.textProperty().set(good.replaceFirst("\"rate\"[^,]*,", ""));
        assertThat(model.errorProperty().get()).contains("rate");
        model.textProperty().set(good.replace("l1", "l2"));
        assertThat(model.errorProperty().get()).contains("\"l2\" is no step");
        model.textProperty().set("not JSON");
        assertThat(model.errorProperty().get()).contains("no JSON");
        model.textProperty().set(good);
        assertThat(model.errorProperty().get()).isEmpty();
    }

    @Test
    void aSavedRecipeIsReadAndTheStepsOfThePresentAreShown() throws ProblemException {
        session.apply("l1", Methods.named("l1").defaults(), "Cut");
        model.showPresent();
        assertThat(model.factProperty().get()).startsWith("1 step: l1");

        Path file = folder.resolve("recipe.json");
        Recipe.parse(text("random")).write(file);
        model.load(file);
        assertThat(model.factProperty().get()).startsWith("1 step: random");
    }
}
