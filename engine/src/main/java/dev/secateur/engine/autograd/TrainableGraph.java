package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// A graph that runs on LibTorch with gradients, its weights in private copies that may change.
///
/// A training step, with what `train` does at length:
/// ```java
/// try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
///     List<Var> trained = network.trainedValues();
///     for (...) {
///         try (Scope step = Scope.open()) {
///             Var scores = network.forward(Var.of(pictures, 128, 3, 32, 32), Mode.TRAIN);
///             Gradients gradients = Gradients.of(Losses.crossEntropy(scores, Var.of(labels), 0), trained);
///             for (int i = 0; i < trained.size(); i++) {
///                 Update.addScaled(trained.get(i), -0.1, gradients.orZeros().get(i));
///             }
///         }
///     }
///     Graph result = network.freeze();
/// }
/// ```
/// One thread at a time. Quote no times from it: it interprets the graph.
public final class TrainableGraph implements AutoCloseable {

    private final Graph graph;
    private final ExecutionOptions options;
    private final Weights weights;
    private final Attachments attachments = new Attachments();
    private final List<WrittenGelu> gelus;
    private final Map<Plan.Key, Plan> plans = new HashMap<>();
    private @Nullable Interruption interruption;

    private TrainableGraph(Graph graph, ExecutionOptions options, Weights weights) {
        this.graph = graph;
        this.options = options;
        this.weights = weights;
        this.gelus = WrittenGelu.of(graph);
    }

    /// Copies the weights of a graph, or of the part between the entries and exits of the options.
    ///
    /// @throws ProblemException if there is no LibTorch here, or a node cannot be trained through (it is named)
    public static TrainableGraph of(Graph graph, ExecutionOptions options) throws ProblemException {
        Torch.require();
        List<Value> entries = options.entries().isEmpty() ? graph.requiredInputs() : options.entries();
        List<Value> exits = options.exits().isEmpty() ? graph.outputs() : options.exits();
        Part part = Part.between(graph, Set.copyOf(entries), exits);
        Trainability.check(graph, part, exits, options);
        return new TrainableGraph(graph, options.between(entries, exits), new Weights(graph, part, options));
    }

    /// The graph as it was.
    public Graph graph() {
        return graph;
    }

    /// How it runs, with entries and exits filled in.
    public ExecutionOptions options() {
        return options;
    }

    /// The constants that operators learn, frozen ones included, in the order of the nodes.
    public List<Parameter> parameters() {
        return List.copyOf(weights.parameters().values());
    }

    /// The parameter that stands for a constant of the graph.
    public Optional<Parameter> parameter(Value constant) {
        return Optional.ofNullable(weights.parameter(constant));
    }

    /// The parameters of parametrisations and interceptors.
    public List<Parameter> attachedParameters() {
        return attachments.parameters();
    }

    /// All parameters that are trained, the attached ones last.
    public List<Parameter> trained() {
        List<Parameter> all = new ArrayList<>(parameters());
        all.addAll(attachedParameters());
        return all.stream().filter(Parameter::isTrained).toList();
    }

    /// The values of all parameters that are trained, in the order of {@link #trained()}.
    public List<Var> trainedValues() {
        return trained().stream().map(Parameter::value).toList();
    }

    /// The running statistics of all batch normalisations, in the order of the nodes.
    public List<Statistics> statistics() {
        return weights.statistics();
    }

    /// Runs a network with one input and one output.
    ///
    /// @throws IllegalStateException if it has several
    public Var forward(Var input, Mode mode) {
        if (options.entries().size() != 1 || options.exits().size() != 1) {
            throw new IllegalStateException("this network has " + options.entries().size() + " inputs and "
                    + options.exits().size() + " outputs");
        }
        return run(Map.of(options.entries().getFirst(), input), options.exits(), mode).values().iterator().next();
    }

    /// Runs from the entries to the exits.
    ///
    /// @param inputs one for each entry
    /// @return one for each exit, in their order
    public Map<Value, Var> forward(Map<Value, Var> inputs, Mode mode) {
        return run(inputs, options.exits(), mode);
    }

    /// Runs what lies between any values. Only the nodes that the wanted values need are run.
    ///
    /// @param given values of the graph with their data; what comes before them is not run
    /// @param wanted values of the graph, inner ones too
    /// @throws IllegalArgumentException if a value is needed that is not given
    public Map<Value, Var> run(Map<Value, Var> given, List<Value> wanted, Mode mode) {
        Set<Value> seen = gelus.stream().flatMap(g -> g.inner().stream()).filter(attachments::isIntercepted)
                .collect(Collectors.toUnmodifiableSet());
        Plan.Key key = new Plan.Key(Set.copyOf(given.keySet()), List.copyOf(wanted), seen);
        Plan plan = plans.computeIfAbsent(key, k -> Plan.of(graph, gelus, k));
        return new Run(graph, weights, attachments, options, mode).interruptedBy(interruption).outputs(plan, given,
                wanted);
    }

    /// Lets runs be ended between two nodes; null takes that back.
    public void interruptBy(@Nullable Interruption asked) {
        interruption = asked;
    }

    /// Runs a network with one input and one output as it will be used: {@link Mode#EVAL} and no tape.
    public Var infer(Var input) {
        try (Section off = Torch.withoutGradients()) {
            return forward(input, Mode.EVAL);
        }
    }

    /// Puts a parametrisation between a parameter and its users.
    ///
    /// @throws IllegalStateException if it has one
    public void attach(Parameter parameter, Parametrisation parametrisation) {
        attachments.attach(parameter, parametrisation);
    }

    /// Takes the parametrisation away; the users get the parameter's own numbers again.
    public void detach(Parameter parameter) {
        attachments.detach(parameter);
    }

    /// Puts an interceptor behind a value; several at one value work in the order in which they came.
    public void attach(Value value, Interceptor interceptor) {
        attachments.attach(value, interceptor);
    }

    /// Takes an interceptor away.
    public void detach(Value value, Interceptor interceptor) {
        attachments.detach(value, interceptor);
    }

    /// A copy of everything that training changes: parameters by name, attached ones, running statistics. Bit-exact.
    public Map<String, Tensor> snapshot() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        try (Scope copies = Scope.open()) {
            stateful().forEach((name, value) -> state.put(name, value.toTensor()));
        }
        return state;
    }

    /// Puts back what {@link #snapshot} gave.
    ///
    /// @throws IllegalArgumentException if names or extents are others
    public void restore(Map<String, Tensor> state) {
        Map<String, Var> own = stateful();
        if (!own.keySet().equals(state.keySet())) {
            throw new IllegalArgumentException("the state is of another network");
        }
        state.forEach((name, numbers) -> {
            Var value = Objects.requireNonNull(own.get(name));
            if (!numbers.shape().equals(value.shape())) {
                throw new IllegalArgumentException(name + " has extents " + value.shape());
            }
            try (Var source = Var.of(numbers)) {
                Update.assign(value, source);
            }
        });
    }

    private Map<String, Var> stateful() {
        Map<String, Var> all = new LinkedHashMap<>();
        parameters().forEach(p -> all.put(p.name(), p.value()));
        attachedParameters().forEach(p -> all.put("attached/" + p.name(), p.value()));
        statistics().forEach(s -> {
            all.put(s.name() + "/mean", s.mean());
            all.put(s.name() + "/variance", s.variance());
        });
        return all;
    }

    /// The graph with the present weights, as effective through their parametrisations; the same object if none changed.
    /// Changed constants are new ones, of the type in the file; a constant that several nodes share stays shared.
    public Graph freeze() {
        return new Freezing(graph, weights, attachments).result();
    }

    @Override
    public void close() {
        weights.close();
    }
}
