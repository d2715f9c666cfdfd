package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.jspecify.annotations.Nullable;

/// A function whose backward pass is Java.
///
/// LibTorch's own class for that is a C++ template. So the result is the given numbers plus the sum of an empty slice of
/// each input: that is 0 exactly, and its gradient with respect to the input is a tensor of zeros. A hook on the result
/// takes the gradient that arrives, and a hook on each input puts ours in place of the zeros.
public final class CustomGradient {

    /// The backward pass.
    @FunctionalInterface
    public interface Backward {

        /// @param gradient of the loss with respect to the result
        /// @return of the loss with respect to each input
        List<Var> apply(Var gradient);
    }

    private final Backward backward;
    private @Nullable List<Var> gradients;

    private CustomGradient(Backward backward) {
        this.backward = backward;
    }

    static Var attach(List<Var> inputs, Var result, Backward backward) {
        if (PointerScope.getInnerScope() == null) {
            throw new IllegalStateException("a function with a gradient of its own needs an open scope");
        }
        if (!Torch.recordsGradients() || inputs.stream().noneMatch(Var::needsGradient)) {
            return result.detach();
        }
        CustomGradient function = new CustomGradient(backward);
        Tensor sum = result.raw().detach();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i).raw();
            if (input.requires_grad()) {
                Tensor alias = input.alias();
                int index = i;
                alias.register_hook(hook(g -> function.gradient(index)));
                sum = sum.add(alias.reshape(-1).narrow(0, 0, 0).sum());
            }
        }
        sum.register_hook(hook(function::arrive));
        return new Var(sum);
    }

    private TensorBase arrive(TensorBase gradient) {
        try (Section off = Torch.withoutGradients()) {
            gradients = new ArrayList<>(backward.apply(new Var(new Tensor(gradient))));
        }
        return gradient;
    }

    private TensorBase gradient(int index) {
        List<Var> made = gradients;
        if (made == null) {
            throw new IllegalStateException("the gradient of an input was asked for before that of the result");
        }
        return made.get(index).raw();
    }

    private interface Step {
        TensorBase apply(TensorBase gradient);
    }

    private static TensorTensorHook hook(Step step) {
        return new JavaHook(step);
    }

    /// The native side calls back into this object, which the open scope holds until it closes.
    private static final class JavaHook extends TensorTensorHook {

        private final Step step;

        JavaHook(Step step) {
            this.step = step;
        }

        @Override
        public TensorBase call(TensorBase gradient) {
            return step.apply(gradient);
        }
    }
}
