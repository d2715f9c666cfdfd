package dev.secateur.engine.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), its second mean keeping 0.999, epsilon 1e-8.
final class AdamW implements Optimiser {

    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;

    private final OptimiserConfig config;
    private final List<Parameter> parameters;
    private final List<Var> means;
    private final List<Var> squares;

    AdamW(OptimiserConfig config, List<Parameter> parameters) {
        this.config = config;
        this.parameters = List.copyOf(parameters);
        this.means = parameters.stream().map(p -> p.value().zerosLike().keep()).toList();
        this.squares = parameters.stream().map(p -> p.value().zerosLike().keep()).toList();
    }

    @Override
    public void step(List<Optional<Var>> gradients, double lr, long step) {
        double first = 1 - Math.pow(config.momentum(), step);
        double second = 1 - Math.pow(SECOND, step);
        for (int i = 0; i < parameters.size(); i++) {
            int index = i;
            gradients.get(i).ifPresent(gradient -> {
                Parameter parameter = parameters.get(index);
                if (config.weightDecay() > 0 && parameter.kind().decays()) {
                    Update.scale(parameter.value(), 1 - lr * config.weightDecay());
                }
                Update.lerp(means.get(index), gradient, 1 - config.momentum());
                Update.scale(squares.get(index), SECOND);
                Update.addProduct(squares.get(index), 1 - SECOND, gradient, gradient);
                Var divisor = squares.get(index).sqrt().div(Math.sqrt(second)).add(EPSILON);
                Update.addQuotient(parameter.value(), -lr / first, means.get(index), divisor);
            });
        }
    }

    @Override
    public Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            state.put("mean/" + parameters.get(i).name(), means.get(i));
            state.put("square/" + parameters.get(i).name(), squares.get(i));
        }
        return state;
    }

    @Override
    public void close() {
        means.forEach(Var::close);
        squares.forEach(Var::close);
    }
}
