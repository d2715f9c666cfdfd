package dev.secateur.engine.compress;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.train.TrainInput;

/// What cuts are foretold from, in a file beside the result: measured again after a crash it would be something else, and choose
/// another cut than the one that was trained.
///
/// @param model print of the network
/// @param forecast as it was calibrated on the network
/// @param layers that were timed so far
record KeptCutTimes(String model, Forecast forecast, LayerTable layers) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-cut-times", 1);

    /// Where a run keeps it.
    ///
    /// @param file null to keep it nowhere
    /// @param resume true to begin with what the file holds
    /// @param model print of the network
    record Place(@Nullable Path file, boolean resume, String model) {

        /// @param learning null for a run that does not train
        static Place of(Graph graph, @Nullable Learning learning) {
            TrainInput.Checkpoints own = learning == null
                    ? null
                    : learning.stage("cut-times").conditions().checkpoints();
            return own == null
                    ? new Place(null, false, "")
                    : new Place(own.file(), own.resume(), ModelPrint.of(graph));
        }

        /// What a run that is gone on with has kept of this network and number of threads; null if nothing.
        @Nullable
        KeptCutTimes read(int threads) throws ProblemException {
            Path from = file;
            if (from == null || !resume || !Files.exists(from)) {
                return null;
            }
            KeptCutTimes kept = JsonFile.read(from, FORMAT, KeptCutTimes.class);
            return kept.model.equals(model) && kept.layers.threads() == threads ? kept : null;
        }

        void write(Forecast forecast, LayerTable layers) throws ProblemException {
            Path to = file;
            if (to != null) {
                JsonFile.write(to, FORMAT, new KeptCutTimes(model, forecast, layers));
            }
        }
    }
}
