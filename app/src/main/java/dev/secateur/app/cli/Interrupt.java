package dev.secateur.app.cli;

import java.util.concurrent.atomic.AtomicBoolean;

import sun.misc.Signal;

/// The user's wish to stop. Set by Ctrl-C, read by the work.
public final class Interrupt {

    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile Runnable action = () -> {};

    /// One that Ctrl-C sets. The second Ctrl-C ends the process at once.
    ///
    /// A signal handler instead of a shutdown hook: ONNX Runtime has a hook of its own, which would take the runtime away from
    /// under the work before it has stopped.
    public static Interrupt ofProcess() {
        Interrupt interrupt = new Interrupt();
        for (String name : new String[]{"INT", "TERM"}) {
            Signal.handle(new Signal(name), s -> {
                if (interrupt.requested.getAndSet(true)) {
                    Runtime.getRuntime().halt(ExitCode.CANCELLED);
                }
                interrupt.action.run();
            });
        }
        return interrupt;
    }

    /// Asks the work to stop.
    public void request() {
        requested.set(true);
    }

    /// Runs this when stopping is asked for, on a thread of the Java machine; for what waits and reads nothing.
    public void whenRequested(Runnable what) {
        action = what;
        if (isRequested()) {
            what.run();
        }
    }

    /// True once stopping was asked for.
    public boolean isRequested() {
        return requested.get();
    }
}
