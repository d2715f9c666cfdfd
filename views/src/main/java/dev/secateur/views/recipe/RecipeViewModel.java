package dev.secateur.views.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionRecipe;
import dev.secateur.views.session.Status;
import dev.secateur.views.text.Figures;

/// A recipe as text, what is wrong with it, and running it.
public final class RecipeViewModel {

    private static final long LARGEST = 10L << 20;

    private final SessionModel session;
    private final String program;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper steps = new ReadOnlyBooleanWrapper();
    private @Nullable Recipe recipe;
    private boolean running;

    /// @param program name and version of the program
    public RecipeViewModel(SessionModel session, String program) {
        this.session = session;
        this.program = program;
        text.addListener(o -> judge());
        session.presentProperty().addListener(o -> judge());
        judge();
    }

    /// The recipe as it is edited.
    public StringProperty textProperty() {
        return text;
    }

    /// `2 steps: l1, train; seed 1`; empty while the text is no recipe.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// What is wrong with the text, one sentence that names the step and the setting; empty if nothing is.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// True if it can be run now.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    private void judge() {
        recipe = null;
        fact.set("");
        error.set("");
        if (!text.get().isBlank()) {
            try {
                Recipe read = Recipe.parse(text.get());
                recipe = read;
                fact.set(Figures.plural(read.steps().size(), "step") + ": "
                        + String.join(", ", read.steps().stream().map(Recipe.Step::method).toList()) + "; seed "
                        + read.seed());
            } catch (ProblemException e) {
                error.set(e.problem().sentence());
            }
        }
        Version now = session.present();
        steps.set(now != null && !now.isOriginal());
        ready.set(recipe != null && !running && session.present() != null);
    }

    /// Reads a recipe from its file; what is wrong with it is told beside the text.
    public void load(Path file) {
        session.jobs().start(new Job<>("Read " + file.getFileName(), Job.Lane.LIGHT, p -> content(file)), text::set);
    }

    private static String content(Path file) throws ProblemException {
        try {
            if (Files.size(file) > LARGEST) {
                throw ProblemException.ofFile("cannot read the recipe", file, "it is too large to be one",
                        "choose a file that Save recipe has written");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the recipe", file, AtomicFile.reason(e),
                    "choose a file that Save recipe has written");
        }
    }

    /// True if steps made the present, so that they can be shown.
    public ReadOnlyBooleanProperty stepsProperty() {
        return steps.getReadOnlyProperty();
    }

    /// Shows the steps that made the present, unless there are none or a recipe is there already.
    public void showPresent() {
        if (text.get().isBlank()) {
            showSteps();
        }
    }

    /// Shows the steps that made the present in place of what is there; does nothing if there are none.
    public void showSteps() {
        VersionTree tree = session.tree();
        if (tree == null || tree.present().isOriginal()) {
            return;
        }
        try {
            text.set(new String(SessionRecipe.of(tree, program, session.seedProperty().get()).bytes(),
                    StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            session.jobs().problemProperty().set(e.problem());
        }
    }

    /// Runs all steps on the present, one after the other; each makes a version. It ends at the first that does not.
    public void run() {
        Recipe now = recipe;
        if (now == null || !ready.get()) {
            return;
        }
        try {
            session.seedProperty().set(now.seed());
            running = true;
            ready.set(false);
            next(now.plan(), 0);
        } catch (ProblemException e) {
            ended(Status.bad(e.problem().sentence()));
        }
    }

    private void next(List<Recipe.Planned<?>> steps, int index) {
        if (index == steps.size()) {
            ended(Status.good("Ran " + Figures.plural(steps.size(), "step") + " of the recipe"));
            return;
        }
        Recipe.Planned<?> step = steps.get(index);
        Version before = session.present();
        RunningJob job = session.apply(step.method().info().id(), step.config(), step.method().info().title());
        Runnable look = () -> {
            if (!job.isAlive()) {
                after(steps, index, job, before);
            }
        };
        if (job.isAlive()) {
            // The version is added after the job has ended, so the list of ended jobs is what tells.
            session.jobs().ended().addListener(new javafx.collections.ListChangeListener<>() {
                @Override
                public void onChanged(Change<? extends RunningJob> c) {
                    if (c.getList().contains(job)) {
                        session.jobs().ended().removeListener(this);
                        look.run();
                    }
                }
            });
        } else {
            look.run();
        }
    }

    private void after(List<Recipe.Planned<?>> steps, int index, RunningJob job, @Nullable Version before) {
        Version now = session.present();
        boolean grown = job.state() == RunningJob.State.DONE && now != null && before != null
                && now.parent() == before.id();
        if (grown) {
            next(steps, index + 1);
        } else {
            ended(Status.warning("The recipe ended at step " + (index + 1) + " of " + steps.size() + ", "
                    + steps.get(index).method().info().title()
                    + (job.state() == RunningJob.State.DONE ? ": the present was left meanwhile" : "")));
        }
    }

    private void ended(Status said) {
        running = false;
        session.statusProperty().set(said);
        judge();
    }
}
