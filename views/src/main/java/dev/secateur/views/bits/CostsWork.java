package dev.secateur.views.bits;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Times a network's layers on this machine, in float32 and in integers of 8 bits. Called off the thread that the session lives on.
public interface CostsWork {

    /// What the layers cost here.
    ///
    /// @param threads of ONNX Runtime, 1 or more
    HardwareModel integers(Graph graph, int threads, Progress progress) throws ProblemException;
}
