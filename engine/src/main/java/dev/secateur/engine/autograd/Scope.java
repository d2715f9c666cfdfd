package dev.secateur.engine.autograd;

import org.bytedeco.javacpp.PointerScope;

/// The life of native tensors: whatever is made on this thread between opening and closing is freed at closing, but what was
/// {@linkplain Var#keep() kept}. One scope around each training step keeps memory flat.
///
/// Scopes nest and belong to one thread. Outside of any scope tensors are freed when the garbage collector finds them,
/// which may be late: their memory is not on the heap.
///
/// A trap: an object that makes a tensor when first used and holds on to it must keep it, or it holds a freed one after
/// the scope.
public final class Scope implements AutoCloseable {

    private final PointerScope pointers = new PointerScope();

    private Scope() {}

    /// Opens a scope on this thread.
    public static Scope open() {
        Torch.load();
        return new Scope();
    }

    @Override
    public void close() {
        pointers.close();
    }
}
