package dev.secateur.engine.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// `g += decay * w; v = momentum * v + g; w -= lr * (g + momentum * v)`, as PyTorch writes Nesterov's momentum.
final class Sgd implements Optimiser {

    private final OptimiserConfig config;
    private final List<Parameter> parameters;
    private final List<Var> velocities;

    Sgd(OptimiserConfig config, List<Parameter> parameters) {
        this.config = config;
        this.parameters = List.copyOf(parameters);
        this.velocities = parameters.stream().map(p -> p.value().zerosLike().keep()).toList();
    }

    @Override
    public void step(List<Optional<Var>> gradients, double lr, long step) {
        for (int i = 0; i < parameters.size(); i++) {
            int index = i;
            gradients.get(i).ifPresent(gradient -> change(index, gradient, lr));
        }
    }

    private void change(int index, Var gradient, double lr) {
        Parameter parameter = parameters.get(index);
        Var velocity = velocities.get(index);
        if (config.weightDecay() > 0 && parameter.kind().decays()) {
            Update.addScaled(gradient, config.weightDecay(), parameter.value());
        }
        Update.scale(velocity, config.momentum());
        Update.addScaled(velocity, 1, gradient);
        Update.addScaled(parameter.value(), -lr, gradient);
        Update.addScaled(parameter.value(), -lr * config.momentum(), velocity);
    }

    @Override
    public Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            state.put("velocity/" + parameters.get(i).name(), velocities.get(i));
        }
        return state;
    }

    @Override
    public void close() {
        velocities.forEach(Var::close);
    }
}
