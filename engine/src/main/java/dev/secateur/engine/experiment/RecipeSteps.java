package dev.secateur.engine.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// What a step of a recipe can be: every method, training, and freeing a fixed batch.
public final class RecipeSteps {

    private RecipeSteps() {}

    /// The step with this name.
    ///
    /// @param original the network that the recipe begins with, after which a training may learn; null if it is not known
    /// @throws ProblemException if there is none, offering the nearest names
    public static Method<?> named(String id, @Nullable Graph original) throws ProblemException {
        Optional<Method<?>> found = find(id, original);
        return found.isPresent() ? found.get() : Methods.named(id);
    }

    /// The same; empty if there is none.
    public static Optional<Method<?>> find(String id, @Nullable Graph original) {
        return all(original).stream().filter(m -> m.info().id().equals(id)).findFirst();
    }

    /// All of them.
    static List<Method<?>> all(@Nullable Graph original) {
        List<Method<?>> all = new ArrayList<>(Methods.all());
        all.add(new TrainStep(original));
        all.add(new FreeBatchStep());
        return all;
    }

    /// A method that knows the network the recipe begins with.
    static <C extends Record> Method<C> knowing(Method<C> method, Graph original) {
        @SuppressWarnings("unchecked") // It is the same kind of step.
        Method<C> bound = method instanceof TrainStep ? (Method<C>) new TrainStep(original) : method;
        return bound;
    }
}
