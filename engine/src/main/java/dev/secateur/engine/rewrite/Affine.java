package dev.secateur.engine.rewrite;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// A node that multiplies its data with constants and adds constants: batch normalisation, `Mul`, `Div`, `Add`, `Sub`, `Neg`.
///
/// @param input its data
/// @param values one factor and offset a channel; one alone if all channels share it
/// @param fromEnd the axis of the channels counted from the last one, which is 1; 0 for the second axis of data whose number of
///     axes is not known, -1 if all channels share one number
public record Affine(Node node, Value input, Normalisation values, int fromEnd) {

    private static final int SHARED = -1;
    private static final int SECOND = 0;

    /// Reads a node.
    public static Match<Affine> read(Graph graph, Node node) {
        return switch (node.op()) {
            case BatchNormalization norm -> {
                String refusal = Normalisation.refusal(graph, node, norm);
                yield refusal == null
                        ? Match.yes(new Affine(node, node.input(0), Normalisation.read(graph, node), SECOND))
                        : Match.no(refusal, node);
            }
            case Unary(Unary.Kind kind) when kind == Unary.Kind.NEG -> Match
                    .yes(new Affine(node, node.input(0), Normalisation.of(new double[]{-1}, new double[]{0}), SHARED));
            case Binary(Binary.Kind kind) when isArithmetic(kind) -> binary(graph, node, kind);
            default ->
                Match.no("it is no normalisation and no arithmetic with constants but " + node.op().type(), node);
        };
    }

    private static boolean isArithmetic(Binary.Kind kind) {
        return switch (kind) {
            case ADD, SUB, MUL, DIV -> true;
            default -> false;
        };
    }

    private static Match<Affine> binary(Graph graph, Node node, Binary.Kind kind) {
        Optional<Tensor> left = graph.constant(node.input(0));
        Optional<Tensor> right = graph.constant(node.input(1));
        if (left.isPresent() == right.isPresent()) {
            return Match.no("none of its operands is constant, or both are", node);
        }
        boolean first = left.isPresent();
        Tensor constant = left.or(() -> right).orElseThrow();
        int axis = axis(constant);
        if (!Stored.canHold(constant.dtype()) || axis == NO_CHANNELS) {
            return Match.no("its constant " + constant.type().display() + " is no number a channel", node);
        }
        if (kind == Binary.Kind.DIV && (first || !isDivisor(constant))) {
            return Match.no(first ? "it divides a constant" : "it divides by zero", node);
        }
        return Match.yes(new Affine(node, node.input(first ? 1 : 0), values(kind, first, constant.toDoubles()), axis));
    }

    private static final int NO_CHANNELS = -2;

    /// The only axis longer than 1, from the end; {@link #SHARED} for one element.
    private static int axis(Tensor constant) {
        int found = SHARED;
        for (int axis = 0; axis < constant.rank(); axis++) {
            if (constant.dim(axis) != 1) {
                if (found != SHARED) {
                    return NO_CHANNELS;
                }
                found = constant.rank() - axis;
            }
        }
        return constant.elements() == 0 || found == SHARED && constant.rank() > 1 ? NO_CHANNELS : found;
    }

    private static boolean isDivisor(Tensor constant) {
        return Arrays.stream(constant.toDoubles()).allMatch(d -> d != 0 && !Double.isNaN(d));
    }

    private static Normalisation values(Binary.Kind kind, boolean constantFirst, double[] constants) {
        double[] ones = new double[constants.length];
        Arrays.fill(ones, 1);
        double[] zeros = new double[constants.length];
        return switch (kind) {
            case MUL -> Normalisation.of(constants, zeros);
            case DIV -> Normalisation.of(Arrays.stream(constants).map(c -> 1 / c).toArray(), zeros);
            case ADD -> Normalisation.of(ones, constants);
            default -> constantFirst
                    ? Normalisation.of(Arrays.stream(ones).map(o -> -o).toArray(), constants)
                    : Normalisation.of(ones, Arrays.stream(constants).map(c -> -c).toArray());
        };
    }

    /// True if all channels share one factor and one offset.
    public boolean isShared() {
        return fromEnd == SHARED;
    }

    /// True if it leaves numbers as they are.
    public boolean isNeutral() {
        for (int c = 0; c < values.channels(); c++) {
            if (values.factor(c) != 1 || values.offset(c) != 0) {
                return false;
            }
        }
        return true;
    }

    /// The values for data that is known to have so many channels, along this axis.
    ///
    /// @param axis counted from the last one, which is 1
    /// @param rank number of axes of the data, 0 if it is not known
    /// @return null if they lie along another axis, or are not as many
    public @Nullable Normalisation along(int axis, int rank, int channels) {
        if (isShared()) {
            double[] factor = new double[channels];
            Arrays.fill(factor, values.factor(0));
            double[] offset = new double[channels];
            Arrays.fill(offset, values.offset(0));
            return Normalisation.of(factor, offset);
        }
        boolean same = fromEnd == SECOND ? rank > 0 && axis == rank - 1 : fromEnd == axis;
        return same && values.channels() == channels ? values : null;
    }
}
