package dev.secateur.engine.compress.jointrd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// The teacher's own training beside the plain network: by the labels alone, with stochastic gradient descent and Nesterov's momentum. Its
/// weights are frozen again after each step, so nothing of the plain network's gradients reaches them.
final class TeacherTraining implements AutoCloseable {

    private static final double MOMENTUM = 0.9;

    private final Teacher teacher;
    private final double weightDecay;
    private final List<Parameter> parameters;
    private final List<Var> velocities;

    TeacherTraining(Teacher teacher, double weightDecay) {
        this.teacher = teacher;
        this.weightDecay = weightDecay;
        this.parameters = teacher.network().parameters();
        this.velocities = parameters.stream().map(p -> p.value().zerosLike().keep()).toList();
    }

    /// One step.
    ///
    /// @return the cross-entropy before it
    double step(Var pictures, Var labels, double lr) {
        parameters.forEach(p -> p.setTrained(true));
        try (Scope scope = Scope.open()) {
            Var loss = Losses.crossEntropy(teacher.train(pictures), labels, 0);
            Gradients gradients = Gradients.of(loss, parameters.stream().map(Parameter::value).toList());
            for (int i = 0; i < parameters.size(); i++) {
                Optional<Var> gradient = gradients.at(i);
                if (gradient.isPresent()) {
                    change(parameters.get(i), velocities.get(i), gradient.get(), lr);
                }
            }
            return loss.item();
        } finally {
            parameters.forEach(p -> p.setTrained(false));
        }
    }

    private void change(Parameter parameter, Var velocity, Var gradient, double lr) {
        if (weightDecay > 0 && parameter.kind().decays()) {
            Update.addScaled(gradient, weightDecay, parameter.value());
        }
        Update.scale(velocity, MOMENTUM);
        Update.addScaled(velocity, 1, gradient);
        Update.addScaled(parameter.value(), -lr, gradient);
        Update.addScaled(parameter.value(), -lr * MOMENTUM, velocity);
    }

    /// The teacher's weights, statistics and what its training remembers, by name.
    Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            state.put("teacher/" + parameters.get(i).name(), parameters.get(i).value());
            state.put("velocity/" + parameters.get(i).name(), velocities.get(i));
        }
        teacher.network().statistics().forEach(s -> {
            state.put("teacher/" + s.name() + "/mean", s.mean());
            state.put("teacher/" + s.name() + "/variance", s.variance());
        });
        return state;
    }

    @Override
    public void close() {
        velocities.forEach(Var::close);
    }
}
