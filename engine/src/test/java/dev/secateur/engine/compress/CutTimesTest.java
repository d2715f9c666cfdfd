package dev.secateur.engine.compress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// Times of a second measurement would differ, and with them perhaps the cut.
class CutTimesTest {

    @TempDir
    @Nullable
    Path folder;

    @BeforeEach
    void keepsTablesInAFolderOfItsOwn() {
        System.setProperty(TableStore.CACHE, folder().resolve("cache").toString());
    }

    @AfterEach
    void forgetsWhereTablesAreKept() {
        System.clearProperty(TableStore.CACHE);
    }

    private Path folder() {
        return requireNonNull(folder);
    }

    private static Graph graph(int side) {
        return ResNet.of(8, new Pictures(1, side, 4), side);
    }

    private Learning learning(boolean resume) {
        return new Learning(new TrainInput.Pictures(new Quarters(16, 1), null, Normalisation.raw(1)),
                new TrainInput.Conditions(5, 1, new TrainInput.Checkpoints(folder().resolve("out.onnx.checkpoint"),
                        Duration.ofHours(1), resume), new Pause()),
                TrainListener.none());
    }

    @Test
    void aRunThatIsGoneOnWithForetellsAsAtItsBeginning() throws Exception {
        CutTimes first = CutTimes.of(graph(8), 1, learning(false), Progress.none());
        double other = first.of(graph(12), Progress.none());
        // Whatever this machine has measured since.
        TableStore.standard().save(LayerTable.empty(Machine.present(1).cpu(), 1,
                "ONNX Runtime " + OrtSession.version()));

        CutTimes again = CutTimes.of(graph(8), 1, learning(true), Progress.none());
        assertThat(again.before()).isEqualTo(first.before());
        assertThat(again.of(graph(12), Progress.none())).isEqualTo(other);
    }

    @Test
    void timesOfAnotherNetworkOrOfAnEarlierRunAreNotTaken() throws Exception {
        Path file = folder().resolve("out.onnx.checkpoint.cut-times");
        KeptCutTimes.Place place = new KeptCutTimes.Place(file, true, ModelPrint.of(graph(8)));
        place.write(new Forecast(1, 1, 7, 0), LayerTable.empty("none", 1, "none").with(Map.of("x", 1.0)));
        assertThat(requireNonNull(place.read(1)).forecast().perElement()).isEqualTo(7);
        assertThat(place.read(2)).isNull();
        assertThat(new KeptCutTimes.Place(file, true, ModelPrint.of(graph(12))).read(1)).isNull();
        assertThat(new KeptCutTimes.Place(file, false, ModelPrint.of(graph(8))).read(1)).isNull();
        assertThat(CutTimes.of(graph(8), 1, learning(true), Progress.none()).before())
                .as("measured, for what was kept lacks its layers").isPositive();
    }

    private static Snapping snapping(int unit) {
        BitSet removed = new BitSet();
        removed.set(unit);
        return new Snapping(removed, new WidthReport("here", 1, 3, 2, 1, 1.1, 1, 1.2, true, 1.5,
                List.of(new WidthReport.SlowWidth("conv", 15, 16, 2, 1)), "note", ""));
    }

    @Test
    void aRunThatIsGoneOnWithTakesTheWidthsOfItsBeginning() throws Exception {
        BitSet asked = new BitSet();
        asked.set(3, 5);
        Snapping first = KeptWidths.of(graph(8), asked, learning(false), () -> snapping(7));
        assertThat(KeptWidths.of(graph(8), asked, learning(true), () -> snapping(9))).isEqualTo(first);
        assertThat(KeptWidths.of(graph(12), asked, learning(true), () -> snapping(9))).isEqualTo(snapping(9));
        assertThat(KeptWidths.of(graph(12), new BitSet(), learning(true), () -> snapping(8))).isEqualTo(snapping(8));
        assertThat(KeptWidths.of(graph(12), new BitSet(), learning(false), () -> snapping(7))).isEqualTo(snapping(7));
        assertThat(KeptWidths.of(graph(12), new BitSet(), null, () -> snapping(6))).isEqualTo(snapping(6));
    }

    @Test
    void withoutTrainingNothingIsKept() throws ProblemException {
        CutTimes times = CutTimes.of(graph(8), 1, null, Progress.none());
        assertThat(times.before()).isPositive();
        assertThat(Files.exists(folder().resolve("out.onnx.checkpoint.cut-times"))).isFalse();
    }
}
