package dev.secateur.app.cli;

import java.nio.file.Path;

import picocli.CommandLine;

import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "run", description = "Do the steps of a recipe to a model and write the result.")
final class RunCommand extends CompressCommand {

    @CommandLine.Parameters(index = "0", paramLabel = "RECIPE", description = "File written by apply --save-recipe or by the workbench.")
    Path recipe;

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    RunCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        Recipe read = Recipe.read(recipe);
        if (!spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
            options.seed = read.seed();
        }
        return compress(read.plan(), Json.object("recipe", recipe.toString(), "steps", read.steps()), progress);
    }
}
