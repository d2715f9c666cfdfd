package dev.secateur.engine.compress.updp;

import java.util.List;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.rewrite.Affine;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.tensor.Tensor;

/// One step on the main path of a block that mixes features: a ConvNeXt block, or the feed-forward network of a transformer.
sealed interface Step {

    /// What it reads.
    Value input();

    /// What it makes.
    Value output();

    /// A convolution, or a matrix product with its bias.
    record Layer(Linear linear) implements Step {

        @Override
        public Value input() {
            return linear.input();
        }

        @Override
        public Value output() {
            return linear.output();
        }
    }

    /// Layer normalisation over the last axis, in one operator or written out.
    ///
    /// @param scale `[C]`
    /// @param shift `[C]`
    record Norm(Value input, Value output, Tensor scale, Tensor shift) implements Step {}

    /// An activation.
    ///
    /// @param nodes all its nodes but constants, in the order of the graph
    record Bend(Value input, Value output, List<Node> nodes) implements Step {

        public Bend {
            nodes = List.copyOf(nodes);
        }
    }

    /// A factor and a summand for each feature.
    record Scale(Affine affine) implements Step {

        @Override
        public Value input() {
            return affine.input();
        }

        @Override
        public Value output() {
            return affine.node().output();
        }
    }

    /// Axes in another order.
    record Turn(Value input, Value output) implements Step {}
}
