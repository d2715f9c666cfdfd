package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.jspecify.annotations.Nullable;

/// A way out of the middle of a step: between two nodes, a network asks whether to go on.
///
/// It serves one thread, and asks nothing until it is active. What throws leaves no mark on weights, but running statistics of batch normalisations that were passed
/// have moved already.
public final class Interruption {

    private final Runnable check;
    private boolean active;
    private @Nullable RuntimeException raised;
    private @Nullable Hook hook;

    /// @param check returns to go on and throws to end the step; called often, so it is quick
    public Interruption(Runnable check) {
        this.check = check;
    }

    /// Whether to ask. On the way back that costs a call from native code for each node, which pays where a step takes longer than
    /// someone wants to wait.
    public void setActive(boolean asks) {
        active = asks;
    }

    public boolean isActive() {
        return active;
    }

    /// Asks now.
    void ask() {
        if (active) {
            check.run();
        }
    }

    /// Asks when the gradient of a result is there.
    void askBehind(Tensor result) {
        if (active && Torch.recordsGradients() && result.requires_grad()) {
            Hook asking = hook == null ? new Hook(this) : hook;
            hook = asking;
            result.register_hook(asking);
        }
    }

    /// Goes back through a tape as {@link Gradients#of}.
    ///
    /// @throws RuntimeException what the check threw, as it threw it
    public Gradients gradients(Var loss, java.util.List<Var> variables) {
        try {
            return Gradients.of(loss, variables);
        } catch (RuntimeException e) {
            throw instead(e);
        }
    }

    /// What the check threw, where native code has made an exception of its own of it; the exception itself where it threw nothing.
    public RuntimeException instead(RuntimeException e) {
        RuntimeException own = raised;
        raised = null;
        return own == null ? e : own;
    }

    /// Outlives the scopes of steps, so that one serves them all.
    private static final class Hook extends TensorTensorHook {

        private final Interruption owner;

        Hook(Interruption owner) {
            this.owner = owner;
            retainReference();
        }

        @Override
        public TensorBase call(TensorBase gradient) {
            try {
                owner.check.run();
            } catch (RuntimeException e) {
                owner.raised = e;
                throw e;
            }
            return gradient;
        }
    }
}
