package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.FirstWeights;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;

/// Trains a supernetwork and reads off what it found.
///
/// @param input whose listener learns how it goes
/// @param telling puts it into words
record Pipeline(MethodInput<ProxylessConfig> input, Learning learning, Supernetwork net, Costs costs, Pressure pressure,
        Telling telling) {

    private static final double MOMENTUM = 0.9;

    /// What a search left.
    ///
    /// @param choice the operation of the largest parameter on each edge
    /// @param alphas of each edge
    /// @param trunk with the weights at the end
    /// @param store likewise
    record Found(int[] choice, double[][] alphas, List<ProxylessReport.Point> history, Graph trunk, Graph store,
            ProxylessReport.Passes passes) {}

    /// Searches.
    Found search(Progress progress) throws ProblemException {
        SearchConfig search = input.config().search();
        TrainInput.Pictures given = learning.pictures();
        Holdout parts = Holdout.of(given.training(), search.validation(), input.seed());
        Dataset training = parts.training();
        int batch = Math.min(search.batch(), Math.min(training.size(), parts.heldOut().size()));
        TrainConfig config = new TrainConfig(search.warmup() + search.epochs(), batch,
                new OptimiserConfig(OptimiserConfig.Kind.SGD, search.lr(), MOMENTUM, search.weightDecay()),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), new Regularisation(search.smoothing(), 0, 0),
                Augmentation.usual(training.extents()), false, false);
        boolean draws = input.config().space().weights() == Start.DRAWN;
        Graph trunk = draws ? FirstWeights.draw(net.trunk(), input.seed()) : net.trunk();
        Graph store = draws ? FirstWeights.draw(net.store(), input.seed()) : net.store();
        long perEpoch = Math.max(1, training.size() / batch);
        Search.Task task = new Search.Task(net, store, search, costs, pressure, parts.heldOut(), given.normalisation(),
                input.seed(), perEpoch * config.epochs());
        try (Search running = new Search(task, s -> input.listener().found(telling.soFar(s)))) {
            TrainInput train = new TrainInput(trunk,
                    new TrainInput.Pictures(training, null, given.normalisation()), config, null,
                    learning.stage("search").conditions());
            Graph trained = learning.train(train, running, progress).graph();
            return new Found(running.alphas().best(), running.alphas().values(), running.points(), trained,
                    running.trainedStore(), passes(perEpoch, batch));
        }
    }

    private ProxylessReport.Passes passes(long perEpoch, int batch) {
        SearchConfig search = input.config().search();
        long steps = Math.ceilDiv(perEpoch * search.epochs(), (long) search.every());
        long paths = switch (search.algorithm()) {
            case TWO_PATHS -> 2;
            case FULL -> net.edges().stream().mapToInt(Edge::size).max().orElse(1);
            case REINFORCE -> search.samples();
        };
        return new ProxylessReport.Passes(perEpoch * batch * (search.warmup() + search.epochs()),
                steps * paths * batch, 0);
    }

    /// A network of the space as training begins with it.
    ///
    /// @param found null for the weights of the supernetwork as it was given
    Graph start(int[] choice, @Nullable Found found) {
        boolean draws = input.config().space().weights() == Start.DRAWN;
        Graph graph = found == null ? net.network(choice) : net.network(choice, found.trunk(), found.store());
        return draws ? FirstWeights.draw(graph, input.seed() + 1) : graph;
    }

    /// Labels of the operations that a choice takes.
    List<String> labels(int[] choice) {
        List<String> labels = new ArrayList<>();
        for (int e = 0; e < choice.length; e++) {
            labels.add(net.edges().get(e).operations().get(choice[e]).label());
        }
        return labels;
    }
}
