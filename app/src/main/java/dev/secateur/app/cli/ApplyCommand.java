package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.ConfigReader;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "apply", description = "Apply a method to a model and write the result.")
final class ApplyCommand extends CompressCommand {

    @CommandLine.Parameters(index = "0", paramLabel = "METHOD", description = "Id of the method, see methods.")
    String method;

    @CommandLine.Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the method; may be repeated.")
    List<String> settings = new ArrayList<>();

    @CommandLine.Option(names = "--save-recipe", paramLabel = "FILE", description = "Write what was done as a recipe, to run it on other models (see run).")
    @Nullable
    Path recipe;

    ApplyCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        return apply(Methods.named(method), progress);
    }

    private <C extends Record> Report apply(Method<C> chosen, Progress progress) throws ProblemException {
        Recipe.Planned<C> step = new Recipe.Planned<>(chosen, ConfigReader.read(chosen.defaults(), settings));
        Report report = compress(List.of(step),
                Json.object("method", chosen.info().id(), "config", ConfigJson.tree(step.config())), progress);
        if (recipe != null) {
            new Recipe(ProgramVersion.text(), options.seed, List.of(step.step())).write(recipe);
        }
        return report;
    }
}
