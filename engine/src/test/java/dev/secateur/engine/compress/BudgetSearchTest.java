package dev.secateur.engine.compress;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class BudgetSearchTest {

    private static final ChannelPruning.Scoring BY_NUMBER = (coupling, progress) -> java.util.stream.IntStream
            .range(0, coupling.units()).asDoubleStream().toArray();

    private static ChannelReport cut(Graph graph, ChannelConfig config) throws ProblemException {
        return (ChannelReport) ChannelPruning
                .run(new MethodInput<>(graph, config, null, 1, 1), config, BY_NUMBER, Progress.none()).report();
    }

    @Test
    void theLeastCountThatMeetsTheGoalIsFound() throws Exception {
        for (int goal = 0; goal <= 20; goal++) {
            int wanted = goal;
            assertThat(BudgetSearch.least(20, n -> n >= wanted)).isEqualTo(wanted);
        }
        assertThat(BudgetSearch.least(20, n -> n > 20)).isEqualTo(-1);
    }

    @Test
    void aGoalOutOfReachSaysHowFarOneCanGo() {
        ChannelConfig most = new ChannelConfig(0, ChannelScope.GROUP, Budget.ofMacs(0.9), 1, 1, 0.8, false, false,
                Finetune.none());
        assertThatThrownBy(() -> cut(ResNet.of(20, Pictures.cifarTen(), 1), most))
                .isInstanceOf(ProblemException.class).hasMessageContaining("budget.macs")
                .hasMessageContaining("90.0 % is asked for");
    }

    @AfterEach
    void forgetsWhereTablesAreKept() {
        System.clearProperty(TableStore.CACHE);
    }

    @Test
    void aGoalOfTimeIsForetoldAndMeasured(@TempDir Path folder) throws Exception {
        System.setProperty(TableStore.CACHE, folder.toString());
        Graph graph = ResNet.of(8, Pictures.cifarTen(), 1);
        ChannelReport report = cut(graph, ChannelConfig.of(0).within(Budget.ofTime(0.3)));
        BudgetReport budget = requireNonNull(report.budget());
        BudgetReport.TimeReport time = requireNonNull(budget.time());
        assertThat(time.forecastAfter()).isPositive().isLessThanOrEqualTo(0.7 * time.forecastBefore() + 1e-9);
        assertThat(budget.reached()).isCloseTo(1 - 1 / time.measuredRatio(), within(1e-9));
        assertThat(budget.met()).isEqualTo(budget.reached() >= 0.3);
        assertThat(report.macsRemoved()).isPositive();
    }

    @Test
    void twoGoalsAtOnceAreRefused() {
        assertThatThrownBy(() -> ConfigReader.read(ChannelConfig.of(0.3),
                List.of("budget.macs=0.4", "budget.time=0.2")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("two goals");
    }
}
