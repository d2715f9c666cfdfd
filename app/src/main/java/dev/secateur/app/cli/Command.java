package dev.secateur.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ChosenKernels;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;

/// A command: runs its work to its end, prints what came of it, and gives the exit code.
abstract class Command implements Callable<Integer> {

    @Mixin
    SharedOptions options = new SharedOptions();

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    private final Host host;

    Command(Host host) {
        this.host = host;
    }

    /// What the rest of the program offers.
    Host host() {
        return host;
    }

    /// Does the work.
    abstract Report run(Progress progress) throws ProblemException;

    /// The kernels that the work uses.
    ///
    /// @throws ProblemException if there is no device of the name that was given
    Kernels kernels() throws ProblemException {
        return options.device == null
                ? Kernels.processor()
                : host.devices().get().choose(options.device, host.streams().err()::println).kernels();
    }

    private Report withKernels(Progress progress) throws ProblemException {
        return ChosenKernels.with(kernels(), () -> run(progress));
    }

    @Override
    public final Integer call() {
        StreamProgress progress = new StreamProgress(host.streams(), host.interrupt());
        Job<Report> job = new Job<>(getClass().getSimpleName(), Job.Lane.COMPUTE, this::withKernels);
        Outcome<Report> outcome = DirectJobRunner.run(job, progress);
        progress.clear();
        return new OutcomePrinter(host.streams(), options.json).print(outcome);
    }
}
