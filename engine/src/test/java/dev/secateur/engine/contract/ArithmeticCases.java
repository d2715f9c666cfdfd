package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.contract.OpCase.constant;
import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.liveLongs;
import static dev.secateur.engine.contract.OpCase.longs;
import static dev.secateur.engine.contract.OpCase.none;
import static dev.secateur.engine.contract.OpCase.weight;

/// Element-wise operators, reductions, matrix products.
final class ArithmeticCases {

    private ArithmeticCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        unary(cases);
        binary(cases);
        activations(cases);
        products(cases);
        reductions(cases);
        return cases;
    }

    private static void unary(List<OpCase> cases) {
        for (Unary.Kind kind : Unary.Kind.values()) {
            DType type = switch (kind) {
                case NOT -> DType.BOOL;
                case BITWISE_NOT -> DType.INT32;
                default -> DType.FLOAT;
            };
            long opset = kind == Unary.Kind.MISH || kind == Unary.Kind.BITWISE_NOT ? 18 : 17;
            cases.add(OpCase.of("of a tensor", new Unary(kind), data(type, 2, 3, 4)).opset(opset));
            cases.add(OpCase.of("of a scalar", new Unary(kind), data(type)).opset(opset));
        }
    }

    private static void binary(List<OpCase> cases) {
        for (Binary.Kind kind : Binary.Kind.values()) {
            DType type = switch (kind) {
                case AND, OR, XOR -> DType.BOOL;
                case BITWISE_AND, BITWISE_OR, BITWISE_XOR -> DType.INT32;
                default -> DType.FLOAT;
            };
            long opset = type == DType.INT32 ? 18 : 17;
            Binary op = new Binary(kind);
            cases.add(OpCase.of("of equal extents", op, data(type, 2, 3), data(type, 2, 3)).opset(opset).mayStayOpen());
            cases.add(OpCase.of("with a scalar", op, data(type, 2, 3), constant(Samples.zeros(type))).opset(opset));
            cases.add(OpCase.of("with a constant row", op, data(type, 2, 3, 4), constant(Samples.zeros(type, 3, 1)))
                    .opset(opset));
            if (kind != Binary.Kind.PRELU) {
                cases.add(OpCase.of("broadcasting both ways", op, data(type, 2, 1, 4), data(type, 3, 1)).opset(opset)
                        .mayStayOpen());
                cases.add(OpCase.of("with an empty axis", op, data(type, 2, 0, 4), data(type, 1)).opset(opset)
                        .mayStayOpen());
            }
        }
        cases.add(OpCase.of("of two types", new Binary(Binary.Kind.POW), data(2, 3),
                constant(Tensor.vector(2))));
    }

    private static void activations(List<OpCase> cases) {
        cases.add(OpCase.of("with limits", new Clip(null, null), data(2, 3), constant(Tensor.scalar(0)),
                constant(Tensor.scalar(6))));
        cases.add(OpCase.of("with an upper limit", new Clip(null, null), data(2, 3), none(),
                constant(Tensor.scalar(6))));
        cases.add(OpCase.of("with attributes", new Clip(0f, 6f), data(2, 3)).opset(10));
        cases.add(OpCase.of("of a tensor", new Elu(1.5f), data(2, 3)));
        cases.add(OpCase.of("of a tensor", new HardSigmoid(0.2f, 0.5f), data(2, 3)));
        cases.add(OpCase.of("of a tensor", new LeakyRelu(0.1f), data(2, 3)));
        cases.add(OpCase.of("along the last axis", new Softmax(-1, false), data(2, 3, 4)));
        cases.add(OpCase.of("along the first axis", new Softmax(0, false), data(2, 3, 4)));
        cases.add(OpCase.of("over all axes from 1", new Softmax(1, true), data(2, 3, 4)).opset(11));
        cases.add(OpCase.of("over a matrix", new Softmax(1, true), data(2, 3)).opset(9));
        cases.add(OpCase.of("at inference", new Dropout(null), data(2, 3)));
        cases.add(OpCase.of("with its mask", new Dropout(null), data(2, 3)).outputs(2));
        cases.add(OpCase.of("with its ratio as an attribute", new Dropout(0.5f), data(2, 3)).opset(10));
        BatchNormalization norm = new BatchNormalization(1e-5f, 0.9f, false);
        cases.add(OpCase.of("of images", norm, data(2, 3, 4, 5), weight(3), weight(3), weight(3), weight(3)));
        cases.add(OpCase.of("of rows", norm, data(2, 3), weight(3), weight(3), weight(3), weight(3)));
        cases.add(OpCase.of("of an old opset", norm, data(2, 3, 4, 5), weight(3), weight(3), weight(3), weight(3))
                .opset(9));
    }

    private static void products(List<OpCase> cases) {
        cases.add(OpCase.of("plain", new Gemm(1, 1, false, false), data(2, 3), weight(3, 4)));
        cases.add(OpCase.of("weight transposed, row added", new Gemm(1, 1, false, true), data(2, 3), weight(4, 3),
                weight(4)));
        cases.add(OpCase.of("data transposed, scalar added", new Gemm(0.5f, 2, true, false), data(3, 2),
                weight(3, 4), weight()));
        cases.add(OpCase.of("column added", new Gemm(1, 1, false, false), data(2, 3), weight(3, 4), weight(2, 1)));
        cases.add(OpCase.of("batch of 0", new Gemm(1, 1, false, false), data(0, 3), weight(3, 4)));
        MatMul op = new MatMul();
        cases.add(OpCase.of("matrices", op, data(2, 3), weight(3, 4)));
        cases.add(OpCase.of("stack and matrix", op, data(5, 6, 2, 3), weight(3, 4)));
        cases.add(OpCase.of("stacks that broadcast", op, data(5, 1, 2, 3), weight(6, 3, 4)));
        cases.add(OpCase.of("vector and matrix", op, data(3), weight(3, 4)));
        cases.add(OpCase.of("matrix and vector", op, data(2, 3), weight(3)));
        cases.add(OpCase.of("stack and vector", op, data(5, 2, 3), weight(3)));
        cases.add(OpCase.of("vector and stack", op, data(3), weight(5, 3, 4)));
        cases.add(OpCase.of("vectors", op, data(3), weight(3)));
        cases.add(OpCase.of("empty", op, data(0, 3), weight(3, 4)));
    }

    private static void reductions(List<OpCase> cases) {
        for (Reduce.Kind kind : Reduce.Kind.values()) {
            cases.add(OpCase.of("of all", new Reduce(kind, null, true, false), data(2, 3, 4)));
            if (kind == Reduce.Kind.SUM) {
                continue;
            }
            cases.add(OpCase.of("of the last axis", new Reduce(kind, List.of(-1L), false, false), data(2, 3, 4)));
            cases.add(OpCase.of("of two axes kept", new Reduce(kind, List.of(0L, 2L), true, false), data(2, 3, 4)));
        }
        for (Reduce.Kind kind : List.of(Reduce.Kind.SUM, Reduce.Kind.MEAN, Reduce.Kind.MAX)) {
            Reduce op = new Reduce(kind, null, false, false);
            cases.add(OpCase.of("of axes that are an input", op, data(2, 3, 4), longs(1, -1)).opset(18));
            cases.add(OpCase.of("of axes told at run time", new Reduce(kind, null, true, false), data(2, 3, 4),
                    liveLongs(1)).opset(18).mayStayOpen());
            cases.add(OpCase.of("of no axes", new Reduce(kind, null, true, true), data(2, 3, 4)).opset(18));
            cases.add(OpCase.of("of an empty list of axes", op, data(2, 3, 4), longs()).opset(18));
        }
        cases.add(OpCase.of("of axes that are an input", new Reduce(Reduce.Kind.SUM, null, true, false), data(2, 3),
                longs(0)).opset(13));
        cases.add(OpCase.of("of an axis of an old opset", new Reduce(Reduce.Kind.SUM, List.of(1L), true, false),
                data(2, 3)).opset(11));
    }
}
