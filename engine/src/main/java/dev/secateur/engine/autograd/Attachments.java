package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Value;

/// What methods have put between parameters or values and their users.
final class Attachments {

    private final Map<Parameter, Parametrisation> parametrisations = new LinkedHashMap<>();
    private final Map<Value, List<Interceptor>> interceptors = new LinkedHashMap<>();

    void attach(Parameter parameter, Parametrisation parametrisation) {
        if (parametrisations.putIfAbsent(parameter, parametrisation) != null) {
            throw new IllegalStateException(parameter.name() + " has a parametrisation already");
        }
    }

    void detach(Parameter parameter) {
        parametrisations.remove(parameter);
    }

    void attach(Value value, Interceptor interceptor) {
        interceptors.computeIfAbsent(value, v -> new ArrayList<>()).add(interceptor);
    }

    void detach(Value value, Interceptor interceptor) {
        List<Interceptor> at = interceptors.get(value);
        if (at != null && at.remove(interceptor) && at.isEmpty()) {
            interceptors.remove(value);
        }
    }

    boolean isIntercepted(Value value) {
        return interceptors.containsKey(value);
    }

    Var effective(Parameter parameter, Mode mode) {
        Parametrisation parametrisation = parametrisations.get(parameter);
        return parametrisation == null ? parameter.value() : parametrisation.effective(parameter.value(), mode);
    }

    Var intercept(Value value, Var data, Mode mode) {
        Var result = data;
        for (Interceptor interceptor : interceptors.getOrDefault(value, List.of())) {
            result = interceptor.intercept(result, mode);
        }
        return result;
    }

    /// The parameters that parametrisations and interceptors bring, each once.
    List<Parameter> parameters() {
        List<Parameter> own = new ArrayList<>();
        parametrisations.values().forEach(p -> own.addAll(p.parameters()));
        interceptors.values().forEach(list -> list.forEach(i -> own.addAll(i.parameters())));
        return own.stream().distinct().toList();
    }
}
