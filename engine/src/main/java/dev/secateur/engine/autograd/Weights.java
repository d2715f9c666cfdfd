package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// The native copies of a graph's constants: trained ones, fixed ones, and running statistics.
final class Weights {

    private final Map<Value, Parameter> parameters = new LinkedHashMap<>();
    private final Map<Value, Var> fixed = new HashMap<>();
    private final Map<Value, Tensor> hosts = new HashMap<>();
    private final Map<Integer, Statistics> statistics = new LinkedHashMap<>();
    private final ExecutionOptions options;

    Weights(Graph graph, Part part, ExecutionOptions options) {
        this.options = options;
        Map<Value, ParameterKind> roles = Roles.of(graph, part);
        roles.forEach((value, kind) -> {
            Parameter parameter = new Parameter(graph.name(value), kind,
                    onDevice(graph.constant(value).orElseThrow(), isKernel(graph, value)));
            parameter.setTrained(!options.frozen().contains(value));
            parameters.put(value, parameter);
        });
        for (Value value : part.constants()) {
            Tensor constant = graph.constant(value).orElseThrow();
            if (!roles.containsKey(value) && Host.canHold(constant.dtype())) {
                fixed.put(value, onDevice(constant, false).keep());
                hosts.put(value, constant);
            }
        }
        part.nodes().stream().filter(n -> n.op() instanceof BatchNormalization).forEach(n -> statistics.put(n.id(),
                new Statistics(n, graph.name(n), initial(graph, n, 3), initial(graph, n, 4))));
    }

    private Var initial(Graph graph, Node node, int operand) {
        return onDevice(graph.constant(node.input(operand)).orElseThrow(), false);
    }

    private static boolean isKernel(Graph graph, Value value) {
        return graph.uses(value).stream().allMatch(use -> op(graph, use.node()) instanceof Conv);
    }

    private static Op op(Graph graph, Node node) {
        return graph.node(node.id()).orElseThrow().op();
    }

    private Var onDevice(Tensor constant, boolean kernel) {
        Var copy = Var.of(constant);
        if (constant.dtype().isFloating() && constant.dtype() != options.precision()) {
            copy = copy.to(options.precision());
        }
        boolean innermost = kernel && options.channelsLast() && constant.rank() == 4
                && options.precision() == DType.FLOAT;
        return innermost ? new Var(copy.raw().contiguous(torch.MemoryFormat.ChannelsLast)) : copy;
    }

    Map<Value, Parameter> parameters() {
        return parameters;
    }

    List<Statistics> statistics() {
        return new ArrayList<>(statistics.values());
    }

    @Nullable
    Statistics statistics(Node node) {
        return statistics.get(node.id());
    }

    @Nullable
    Parameter parameter(Value value) {
        return parameters.get(value);
    }

    @Nullable
    Var fixed(Value value) {
        return fixed.get(value);
    }

    /// The host copy of a constant that is not trained.
    @Nullable
    Tensor host(Value value) {
        return hosts.get(value);
    }

    void close() {
        parameters.values().forEach(Parameter::close);
        fixed.values().forEach(Var::close);
        statistics.values().forEach(Statistics::close);
    }
}
