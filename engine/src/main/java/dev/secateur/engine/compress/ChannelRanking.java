package dev.secateur.engine.compress;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// A method that ranks channels and cuts the least important ones; all that such methods differ in is the ranking.
public interface ChannelRanking extends Method<ChannelConfig> {

    /// How channels are ranked.
    ///
    /// @throws ProblemException if something it needs is missing
    ChannelPruning.Scoring scoring(MethodInput<ChannelConfig> input) throws ProblemException;

    @Override
    default ChannelConfig defaults() {
        return ChannelConfig.of(0.3);
    }

    @Override
    default Class<ChannelReport> reportType() {
        return ChannelReport.class;
    }

    @Override
    default Applicability applicability(Graph graph, ChannelConfig config) {
        return ChannelPruning.applicability(graph, config);
    }

    @Override
    default MethodResult run(MethodInput<ChannelConfig> input, Progress progress) throws ProblemException {
        return ChannelPruning.run(input, input.config(), scoring(input), progress);
    }
}
