package dev.secateur.app.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "report", description = "Write one web page that tells all about a model: what was done, accuracy, sizes, times, graph, record, checksums.")
final class ReportCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file. The record beside it (MODEL.run.json) is used if there is one.")
    Path model;

    @CommandLine.Option(names = "--against", paramLabel = "MODEL", description = "Hold the model against this one, the original for instance.")
    @Nullable
    Path against;

    @CommandLine.Option(names = "--no-time", description = "Do not time in ONNX Runtime.")
    boolean noTime;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    @CommandLine.Mixin
    OutOptions out = new OutOptions();

    ReportCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        return new ModelReport(host(), options, model, against, !noTime, data, out).write(progress);
    }
}
