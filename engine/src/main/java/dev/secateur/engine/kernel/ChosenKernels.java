package dev.secateur.engine.kernel;

/// Which kernels the work on a thread uses. Bound around a whole job by whoever starts it, so that what lies between need not hand
/// them on.
public final class ChosenKernels {

    private static final ScopedValue<Kernels> CHOSEN = ScopedValue.newInstance();

    private ChosenKernels() {}

    /// Those bound on this thread, else the plain Java form.
    public static Kernels get() {
        return CHOSEN.isBound() ? CHOSEN.get() : Kernels.processor();
    }

    /// Does work with the given kernels.
    public static <T, X extends Throwable> T with(Kernels kernels, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CHOSEN, kernels).call(work);
    }
}
