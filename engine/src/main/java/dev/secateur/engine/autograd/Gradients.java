package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Gradients of a loss with respect to variables, in the order of the variables. No two share memory, so each may be changed in place.
public final class Gradients {

    private final List<Var> variables;
    private final List<Optional<Var>> gradients;

    private Gradients(List<Var> variables, List<Optional<Var>> gradients) {
        this.variables = List.copyOf(variables);
        this.gradients = List.copyOf(gradients);
    }

    /// Goes back through the tape once; afterwards the tape is gone.
    ///
    /// @param loss one number
    /// @param variables leaves or intermediate results that need gradients
    /// @throws IllegalArgumentException if the loss is not one number or depends on nothing that needs gradients
    public static Gradients of(Var loss, List<Var> variables) {
        return of(loss, variables, false);
    }

    /// The same, keeping the tape for another pass through it.
    public static Gradients keepingTape(Var loss, List<Var> variables) {
        return of(loss, variables, true);
    }

    private static Gradients of(Var loss, List<Var> variables, boolean keepTape) {
        if (loss.elements() != 1) {
            throw new IllegalArgumentException("a loss is one number, not " + loss);
        }
        if (!loss.needsGradient()) {
            throw new IllegalArgumentException("the loss depends on nothing that needs gradients");
        }
        if (variables.isEmpty()) {
            return new Gradients(List.of(), List.of());
        }
        Tensor[] inputs = variables.stream().map(Var::raw).toArray(Tensor[]::new);
        TensorVector found = torch.grad(new TensorVector(loss.raw()), new TensorVector(inputs), new TensorVector(),
                new BoolOptional(keepTape), false, true);
        List<Optional<Var>> gradients = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < inputs.length; i++) {
            // A copy of the handle: the one in the vector dies with the vector.
            Tensor gradient = ownMemory(new Tensor(found.get(i)), taken);
            gradients.add(gradient.defined() ? Optional.of(new Var(gradient)) : Optional.empty());
        }
        return new Gradients(variables, gradients);
    }

    /// The terms of a sum get one and the same gradient, and what was expanded one number many times. A step that changes gradients in
    /// place, such as weight decay or a limit of their norm, would change these again and again.
    ///
    /// @param taken addresses of memory that other gradients lie in; added to
    private static Tensor ownMemory(Tensor gradient, Set<Long> taken) {
        if (!gradient.defined() || !gradient.has_storage()) {
            return gradient;
        }
        Pointer memory = gradient.storage().data();
        // What has no elements, or is zero by definition, has no memory to share.
        return memory == null || taken.add(memory.address()) && gradient.is_non_overlapping_and_dense()
                ? gradient
                : gradient.clone();
    }

    /// How many variables there are.
    public int size() {
        return variables.size();
    }

    /// The gradient of variable `index`; empty if the loss does not depend on it.
    public Optional<Var> at(int index) {
        return gradients.get(index);
    }

    /// All gradients, zeros where the loss does not depend on the variable.
    public List<Var> orZeros() {
        List<Var> all = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Var variable = variables.get(i);
            all.add(gradients.get(i).orElseGet(variable::zerosLike));
        }
        return all;
    }
}
