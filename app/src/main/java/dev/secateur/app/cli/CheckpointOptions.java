package dev.secateur.app.cli;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.secateur.engine.train.TrainInput;

/// The options of commands that train: saving on the way, and going on.
final class CheckpointOptions {

    @Option(names = "--checkpoint-every", paramLabel = "SECONDS", defaultValue = "60", description = "Save training this often beside the result, to go on after a crash; 0 for never. Default: ${DEFAULT-VALUE}.")
    int every;

    @Option(names = "--resume", description = "Go on from what was saved beside the result, if there is anything.")
    boolean resume;

    /// Saving beside a result, null for never.
    TrainInput.@Nullable Checkpoints beside(Path out) {
        return every <= 0
                ? null
                : new TrainInput.Checkpoints(out.resolveSibling(out.getFileName() + ".checkpoint"),
                        Duration.ofSeconds(every), resume);
    }
}
