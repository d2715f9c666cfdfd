package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.Tensor;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.BatchNormalization;

/// The running mean and variance of one batch normalisation, each `[C]`.
///
/// In {@link Mode#TRAIN} every batch moves them: `running = keep * running + (1 - keep) * batch`, `keep` being the momentum
/// of the ONNX node (0.9 for exports of PyTorch's default, whose own momentum is 1 - 0.9). As in PyTorch the batch's
/// variance is divided by n - 1 for that, and by n to normalise; the ONNX specification divides by n in both.
///
/// Every node has its own, also where the file lets several share a constant.
public final class Statistics {

    private final Node node;
    private final String name;
    private final Var mean;
    private final Var variance;
    private double keep;
    private boolean fixed;

    Statistics(Node node, String name, Var mean, Var variance) {
        this.node = node;
        this.name = name;
        this.mean = mean.keep();
        this.variance = variance.keep();
        this.keep = ((BatchNormalization) node.op()).momentum();
    }

    /// The node that normalises.
    public Node node() {
        return node;
    }

    /// The node's name.
    public String name() {
        return name;
    }

    /// The running mean, `[C]`.
    public Var mean() {
        return mean;
    }

    /// The running variance, `[C]`.
    public Var variance() {
        return variance;
    }

    /// The share of the running value that a batch leaves, 0 to 1.
    public double keep() {
        return keep;
    }

    /// Sets the share of the running value that a batch leaves. For the plain mean over batches (recalibration) set
    /// `1 - 1.0 / k` before batch k = 1, 2, ...
    public void setKeep(double share) {
        keep = share;
    }

    /// True if this layer behaves as in {@link Mode#EVAL} always.
    public boolean isFixed() {
        return fixed;
    }

    /// Lets this layer behave as in {@link Mode#EVAL} always, or not.
    public void setFixed(boolean always) {
        fixed = always;
    }

    Tensor rawMean() {
        return mean.raw();
    }

    Tensor rawVariance() {
        return variance.raw();
    }

    void close() {
        mean.close();
        variance.close();
    }
}
