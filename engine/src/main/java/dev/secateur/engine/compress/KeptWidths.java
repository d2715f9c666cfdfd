package dev.secateur.engine.compress;

import java.nio.file.Files;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.train.TrainInput;

/// What snapping to fast widths came to, in a file beside the result: measured again after a crash it may be another cut than the one
/// that was trained.
///
/// @param model print of the network
/// @param asked units that would have gone without snapping
/// @param removed units that go
record KeptWidths(String model, List<Integer> asked, List<Integer> removed, WidthReport report) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-fast-widths", 1);

    KeptWidths {
        asked = List.copyOf(asked);
        removed = List.copyOf(removed);
    }

    /// Snaps by measuring.
    @FunctionalInterface
    interface Measuring {

        Snapping snap() throws ProblemException;
    }

    /// What a run that is gone on with has kept of this cut, else what is measured now, which is kept.
    ///
    /// @param learning whose checkpoints it is kept beside; null for a run that does not train
    static Snapping of(Graph graph, BitSet asked, @Nullable Learning learning, Measuring measuring)
            throws ProblemException {
        TrainInput.Checkpoints place = learning == null
                ? null
                : learning.stage("fast-widths").conditions().checkpoints();
        if (place == null) {
            return measuring.snap();
        }
        String model = ModelPrint.of(graph);
        if (place.resume() && Files.exists(place.file())) {
            KeptWidths kept = JsonFile.read(place.file(), FORMAT, KeptWidths.class);
            if (kept.model.equals(model) && kept.asked.equals(list(asked))) {
                BitSet removed = new BitSet();
                kept.removed.forEach(removed::set);
                return new Snapping(removed, kept.report);
            }
        }
        Snapping found = measuring.snap();
        JsonFile.write(place.file(), FORMAT,
                new KeptWidths(model, list(asked), list(found.removed()), found.report()));
        return found;
    }

    private static List<Integer> list(BitSet units) {
        return units.stream().boxed().toList();
    }
}
