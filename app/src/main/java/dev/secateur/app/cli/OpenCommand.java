package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "open", description = "Open a model in the workbench.")
final class OpenCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    @Nullable
    Path model;

    OpenCommand(Host host) {
        super(host);
    }

    /// The window's jobs choose for themselves.
    @Override
    Kernels kernels() {
        return Kernels.processor();
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        Display.require();
        host().desktop().open(Optional.ofNullable(model), Optional.ofNullable(options.device));
        return new Report(Json.object("opened", model == null ? null : model.toString()), "");
    }
}
