package dev.secateur.engine.autograd;

/// A stretch of code on one thread with a setting of its own; closing it puts back what was set before.
@FunctionalInterface
public interface Section extends AutoCloseable {

    @Override
    void close();
}
