package dev.secateur.engine.kernel;

/// The engine's own kernels keep the contract.
class PlainKernelsTest extends RowKernelContract {

    @Override
    protected Kernels kernels() {
        return Kernels.plain();
    }
}
