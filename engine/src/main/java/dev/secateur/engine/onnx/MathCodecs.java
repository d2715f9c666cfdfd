package dev.secateur.engine.onnx;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// Encodings of arithmetic: matrix products, normalisation, activations and element-wise functions.
final class MathCodecs {

    private MathCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(Unary.class, Arrays.stream(Unary.Kind.values()).map(Unary.Kind::type).toList(),
                        Arity.of(1), 1, MathCodecs::unary, (op, out) -> out.needs(first(op.kind()))),
                new OpEntry<>(Binary.class, Arrays.stream(Binary.Kind.values()).map(Binary.Kind::type).toList(),
                        Arity.of(2), 7, MathCodecs::binary, (op, out) -> out.needs(first(op.kind()))),
                new OpEntry<>(MatMul.class, List.of("MatMul"), Arity.of(2), 1, (a, site) -> new MatMul(),
                        (op, out) -> {
                            // It has no attributes.
                        }),
                new OpEntry<>(Gemm.class, List.of("Gemm"), Arity.between(2, 3), 7, MathCodecs::gemm,
                        MathCodecs::write),
                new OpEntry<>(BatchNormalization.class, List.of("BatchNormalization"), Arity.of(5).outputs(5), 7,
                        MathCodecs::batchNormalization, MathCodecs::write),
                new OpEntry<>(Dropout.class, List.of("Dropout"), Arity.of(1).since(12, 3).outputs(2), 7,
                        MathCodecs::dropout, MathCodecs::write),
                new OpEntry<>(Clip.class, List.of("Clip"), Arity.of(1).since(11, 3), 6, MathCodecs::clip,
                        MathCodecs::write),
                new OpEntry<>(Elu.class, List.of("Elu"), Arity.of(1), 1, (a, site) -> new Elu(a.real("alpha", 1)),
                        (op, out) -> out.real("alpha", op.alpha())),
                new OpEntry<>(LeakyRelu.class, List.of("LeakyRelu"), Arity.of(1), 1,
                        (a, site) -> new LeakyRelu(a.real("alpha", 0.01f)),
                        (op, out) -> out.real("alpha", op.alpha())),
                new OpEntry<>(HardSigmoid.class, List.of("HardSigmoid"), Arity.of(1), 1,
                        (a, site) -> new HardSigmoid(a.real("alpha", 0.2f), a.real("beta", 0.5f)), (op, out) -> {
                            out.real("alpha", op.alpha());
                            out.real("beta", op.beta());
                        }));
    }

    private static @Nullable Unary unary(Attributes a, Site site) {
        Unary.Kind kind = Arrays.stream(Unary.Kind.values()).filter(k -> k.type().equals(site.type())).findFirst()
                .orElseThrow();
        return site.since(first(kind)) ? new Unary(kind) : null;
    }

    /// The operator set that brought a function.
    private static long first(Unary.Kind kind) {
        return switch (kind) {
            case MISH, BITWISE_NOT -> 18;
            case HARD_SWISH -> 14;
            case ROUND -> 11;
            case ERF, SIGN, SINH, COSH, ASINH, ACOSH, ATANH, IS_NAN -> 9;
            case SIN, COS, TAN, ASIN, ACOS, ATAN -> 7;
            default -> 1;
        };
    }

    private static @Nullable Binary binary(Attributes a, Site site) {
        Binary.Kind kind = Arrays.stream(Binary.Kind.values()).filter(k -> k.type().equals(site.type())).findFirst()
                .orElseThrow();
        return site.since(first(kind)) ? new Binary(kind) : null;
    }

    /// The operator set that brought a function with NumPy's broadcasting.
    private static long first(Binary.Kind kind) {
        return switch (kind) {
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR -> 18;
            case LESS_OR_EQUAL, GREATER_OR_EQUAL -> 12;
            default -> 7;
        };
    }

    private static @Nullable Gemm gemm(Attributes a, Site site) {
        if (site.inputs() < 3 && !site.since(11)) {
            return null;
        }
        return new Gemm(a.real("alpha", 1), a.real("beta", 1), a.flag("transA", false), a.flag("transB", false));
    }

    private static void write(Gemm op, Encoding out) {
        out.real("alpha", op.alpha());
        out.real("beta", op.beta());
        out.flag("transA", op.transA());
        out.flag("transB", op.transB());
    }

    /// Before operator set 14 more than one output meant training; `spatial` 0 meant statistics per element.
    private static @Nullable BatchNormalization batchNormalization(Attributes a, Site site) {
        if (!site.since(14) && (a.has("training_mode") || site.outputs() > 1)
                || site.since(9) && a.has("spatial")) {
            return null;
        }
        a.require(a.flag("spatial", true));
        return new BatchNormalization(a.real("epsilon", 1e-5f), a.real("momentum", 0.9f),
                a.flag("training_mode", false));
    }

    private static void write(BatchNormalization op, Encoding out) {
        out.real("epsilon", op.epsilon());
        out.real("momentum", op.momentum());
        out.flagSince(14, "training_mode", op.training());
    }

    private static Dropout dropout(Attributes a, Site site) {
        if (!site.since(12)) {
            return new Dropout(a.real("ratio", 0.5f));
        }
        // The seed counts in training only.
        a.ignore("seed");
        return new Dropout(null);
    }

    private static void write(Dropout op, Encoding out) {
        if (op.ratio() == null) {
            return;
        }
        if (out.since(12)) {
            out.operand(1, Tensor.scalar(op.ratio()));
        } else {
            out.real("ratio", op.ratio());
        }
    }

    private static Clip clip(Attributes a, Site site) {
        return site.since(11) ? new Clip(null, null) : new Clip(a.realOrNull("min"), a.realOrNull("max"));
    }

    private static void write(Clip op, Encoding out) {
        write("min", 1, op.min(), out);
        write("max", 2, op.max(), out);
    }

    private static void write(String name, int index, @Nullable Float limit, Encoding out) {
        if (limit == null) {
            return;
        }
        if (out.since(11)) {
            out.operand(index, Tensor.scalar(limit));
        } else {
            out.real(name, limit);
        }
    }
}
