package dev.secateur.engine.autograd;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Unary;

/// Rectifiers, clips and sums that write over an operand. A training step is bound by memory as much as by arithmetic: a result in new memory
/// costs the clearing of its pages and pushes others out of the processor's cache.
///
/// An operand may be written over if it was made by an operator whose gradient does not need its own result, and if nothing else reads it,
/// before or after: an earlier reader may need it for its own gradient, or have made a value of it that shares its memory.
final class Overwriting {

    private Overwriting() {}

    /// For every step the operands that it may write over, interceptors aside.
    static List<Set<Value>> of(List<Node> steps, List<List<Value>> ends) {
        Map<Value, Node> makers = new HashMap<>();
        Map<Value, Integer> reads = new HashMap<>();
        for (Node step : steps) {
            step.outputs().forEach(value -> makers.put(value, step));
            step.inputs().forEach(value -> reads.merge(value, 1, Integer::sum));
            // A sub-graph may read as often as it likes.
            step.captures().forEach(value -> reads.merge(value, 2, Integer::sum));
        }
        return IntStream.range(0, steps.size()).mapToObj(i -> {
            Set<Value> spare = new HashSet<>();
            for (Value ended : ends.get(i)) {
                Node maker = makers.get(ended);
                if (overwrites(steps.get(i).op()) && maker != null && forgetsResult(maker.op())
                        && reads.getOrDefault(ended, 0) == 1) {
                    spare.add(ended);
                }
            }
            return Set.copyOf(spare);
        }).toList();
    }

    /// Computes a node by writing over an operand.
    ///
    /// @param spare tells of an operand's index whether it may be written over
    /// @return the operand that now holds the result; null if none could be taken
    static @Nullable Tensor apply(Op op, Site site, IntPredicate spare) {
        if (!overwrites(op)) {
            return null;
        }
        @Nullable
        Tensor[] operands = site.operands();
        for (int i = 0; i < operands.length; i++) {
            Tensor taken = operands[i];
            if (taken == null || !spare.test(i) || !taken.is_floating_point()) {
                continue;
            }
            if (op instanceof Unary) {
                return taken.relu_();
            }
            if (op instanceof Clip clip) {
                return i == 0 ? ActivationRules.clipInPlace(clip, site, taken) : null;
            }
            Tensor other = operands[1 - i];
            if (other != null && other.scalar_type().value == taken.scalar_type().value && sameShape(taken, other)) {
                return taken.add_(other);
            }
        }
        return null;
    }

    private static boolean overwrites(Op op) {
        return op instanceof Clip || op instanceof Unary unary && unary.kind() == Unary.Kind.RELU
                || op instanceof Binary binary && binary.kind() == Binary.Kind.ADD;
    }

    private static boolean forgetsResult(Op op) {
        return op instanceof BatchNormalization || op instanceof Conv
                || op instanceof Binary binary && binary.kind() == Binary.Kind.ADD;
    }

    private static boolean sameShape(Tensor a, Tensor b) {
        boolean same = a.dim() == b.dim();
        for (int i = 0; same && i < a.dim(); i++) {
            same = a.size(i) == b.size(i);
        }
        return same;
    }
}
