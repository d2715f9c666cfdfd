package dev.secateur.engine.compress.proxylessnas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Statistics;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// Trains weights and architecture parameters in turns. The network that is trained is the trunk; operations lie in a network of their
/// own, of which each step runs what the gates say.
///
/// A step of the architecture parameters comes before one of the weights, so that a step that is given up in its middle leaves nothing
/// changed.
final class Search implements Extension {

    /// Batches on which the best network so far is looked at.
    private static final int LOOKED_AT = 4;
    private static final long STREAM = 0x9e3779b97f4a7c15L;

    private final Task task;
    private final Consumer<Search> listener;
    private final Alphas alphas;
    private final History history;
    private @Nullable TrainableGraph store;
    private @Nullable Validation validation;
    private List<Gate> gates = List.of();

    /// What is searched.
    ///
    /// @param store with the weights to begin with
    /// @param pictures that the weights never see
    /// @param steps of the whole training
    record Task(Supernetwork net, Graph store, SearchConfig config, Costs costs, Pressure pressure, Dataset pictures,
            Normalisation normalisation, long seed, long steps) {}

    /// @param listener called whenever there is something new
    Search(Task task, Consumer<Search> listener) {
        this.task = task;
        this.listener = listener;
        this.alphas = new Alphas(task.net().edges().stream().map(Edge::size).toList(), task.seed());
        this.history = new History(alphas, task.steps());
    }

    @Override
    public void attach(TrainableGraph trunk) throws ProblemException {
        List<Value> entries = operations().map(Operation::entry).toList();
        List<Value> exits = operations().map(Operation::exit).toList();
        TrainableGraph opened = TrainableGraph.of(task.store(), ExecutionOptions.defaults().between(entries, exits));
        store = opened;
        gates = Gate.attach(trunk, opened, task.net().edges());
        validation = new Validation(trunk, opened, task.pictures(), task.normalisation(), task.config().batch());
    }

    private Stream<Operation> operations() {
        return task.net().edges().stream().flatMap(e -> e.operations().stream()).filter(o -> !o.isSkip());
    }

    private TrainableGraph store() {
        TrainableGraph opened = store;
        if (opened == null) {
            throw new IllegalStateException("nothing is attached");
        }
        return opened;
    }

    @Override
    public List<Parameter> parameters() {
        return store().trained();
    }

    @Override
    public void before(Moment moment, int pass) {
        Validation judge = validation;
        if (judge == null) {
            throw new IllegalStateException("nothing is attached");
        }
        SplittableRandom random = new SplittableRandom(task.seed() + (moment.step() + 1) * STREAM);
        note(moment, judge);
        long searched = moment.step() - (long) task.config().warmup() * moment.perEpoch();
        if (searched >= 0 && searched % task.config().every() == 0) {
            architect().step(judge, searched / task.config().every(), random);
        }
        double[][] probabilities = alphas.probabilities();
        IntStream.range(0, gates.size()).forEach(e -> gates.get(e).run(Softmax.draw(probabilities[e], random)));
    }

    private Architect architect() {
        return new Architect(alphas, gates, task.costs(), task.pressure(), task.config());
    }

    private void note(Moment moment, Validation judge) {
        boolean fresh = moment.step() % moment.perEpoch() == 0;
        int point = history.at(moment.fraction());
        if (fresh || !history.has(point)) {
            double accuracy = fresh && moment.step() > 0 ? accuracyOfBest(judge) : Double.NaN;
            history.note(point, moment.epoch(), task.costs().expected(alphas.probabilities()), accuracy);
            listener.accept(this);
        }
    }

    private double accuracyOfBest(Validation judge) {
        int[] best = alphas.best();
        IntStream.range(0, best.length).forEach(e -> gates.get(e).run(best[e]));
        return IntStream.range(0, Math.min(LOOKED_AT, judge.batches()))
                .mapToDouble(i -> judge.judge(i, List.of()).accuracy()).average().orElse(0);
    }

    @Override
    public Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>(alphas.state());
        state.put("history", history.table());
        for (Statistics statistics : store().statistics()) {
            state.put(statistics.name() + "/mean", statistics.mean());
            state.put(statistics.name() + "/variance", statistics.variance());
        }
        return state;
    }

    /// The last weights count: those of an epoch before belong to other parameters.
    @Override
    public boolean mayKeep(Moment moment) {
        return false;
    }

    Alphas alphas() {
        return alphas;
    }

    /// How it went so far.
    List<ProxylessReport.Point> points() {
        return history.points(task.costs());
    }

    /// All operations with their present weights.
    Graph trainedStore() {
        return store().freeze();
    }

    @Override
    public void close() {
        alphas.close();
        history.close();
        if (store != null) {
            store.close();
        }
    }
}
