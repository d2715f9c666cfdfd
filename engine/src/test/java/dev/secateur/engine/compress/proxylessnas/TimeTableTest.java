package dev.secateur.engine.compress.proxylessnas;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TimeTableTest {

    @TempDir
    Path folder = Path.of("");

    private static Supernetwork net(String... blocks) throws ProblemException {
        Graph graph = ResNet.of(20, new Pictures(1, 8, 4), 3);
        return Supernetwork.of(graph, new Places(graph,
                new SpaceConfig(Space.MODEL, List.of(blocks), false, List.of(), true, Start.GIVEN)).all());
    }

    private static CostConfig config(Path file, boolean foreign) {
        CostConfig d = CostConfig.defaults();
        return new CostConfig(CostKind.TIME, d.loss(), d.target(), d.factor(), d.power(), d.lambda(), d.reward(),
                file.toString(), foreign, 0);
    }

    @Test
    void whatIsMeasuredIsKeptAndTakenAgain() throws Exception {
        Supernetwork net = net("stage1.block1");
        Path file = folder.resolve("times.json");
        Costs measured = new Pricing(net, config(file, false), 1, 1).find(Progress.none()).costs();
        Costs read = new Pricing(net, config(file, false), 1, 1).find(Progress.none()).costs();

        assertThat(read.base()).isEqualTo(measured.base()).isPositive();
        assertThat(read.operations().getFirst()).containsExactly(measured.operations().getFirst());
        assertThat(measured.operations().getFirst()).hasSize(2).contains(0);
    }

    @Test
    void tablesOfOtherMachinesAndSpacesAreRefused() throws Exception {
        Supernetwork net = net("stage1.block1");
        Costs costs = new Costs(CostKind.TIME, 50, List.of(new double[]{3, 0}));
        TimeTable own = TimeTable.of(net, costs, 1, null);
        Path file = folder.resolve("times.json");
        new TimeTable("another processor", 1, own.runtime(), own.space(), own.base(), own.edges(),
                new ProxylessReport.TableCheck(2, 1, 1, 0, "")).write(file);

        assertThatThrownBy(() -> TimeTable.read(file, net, 1, false)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("another processor");
        assertThat(requireNonNull(TimeTable.read(file, net, 1, true)).costs().of(new int[]{0})).isEqualTo(53);
        assertThatThrownBy(() -> TimeTable.read(file, net("stage1.block2"), 1, true))
                .isInstanceOf(ProblemException.class).hasMessageContaining("another space");
        own.write(file);
        assertThatThrownBy(() -> TimeTable.read(file, net, 2, false)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("1 threads");
    }

    @Test
    void theFitFindsWhatMadeTheNumbers() {
        double[] truth = {10, 3, -2};
        double[][] rows = {{1, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 1, 1}, {1, 2, 0}};
        double[] wanted = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < truth.length; i++) {
                wanted[r] += rows[r][i] * truth[i];
            }
        }

        assertThat(LeastSquares.fit(rows, wanted)).containsExactly(truth, within(0.01));
    }
}
