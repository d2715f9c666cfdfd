package dev.secateur.engine.onnx;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.tensor.DType;

/// Encodings of the ways between real numbers and small integers.
final class QuantisationCodecs {

    private QuantisationCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(QuantizeLinear.class, List.of("QuantizeLinear"), Arity.between(2, 3), 10,
                        QuantisationCodecs::quantise, QuantisationCodecs::write),
                new OpEntry<>(DequantizeLinear.class, List.of("DequantizeLinear"), Arity.between(2, 3), 10,
                        QuantisationCodecs::dequantise, QuantisationCodecs::write),
                new OpEntry<>(DynamicQuantizeLinear.class, List.of("DynamicQuantizeLinear"), Arity.of(1).outputs(3),
                        11, (a, site) -> new DynamicQuantizeLinear(), (op, out) -> {
                            // It has no attributes.
                        }),
                new OpEntry<>(IntegerMatMul.class, List.of("QLinearMatMul", "MatMulInteger"), Arity.between(2, 8), 10,
                        QuantisationCodecs::integerMatMul, (op, out) -> {
                            // It has no attributes.
                        }),
                new OpEntry<>(CastLike.class, List.of("CastLike"), Arity.of(2), 15, QuantisationCodecs::castLike,
                        QuantisationCodecs::write));
    }

    private static @Nullable IntegerMatMul integerMatMul(Attributes a, Site site) {
        boolean requantises = site.type().equals("QLinearMatMul");
        boolean fits = requantises ? site.leading() == 8 : site.inputs() <= 4;
        return fits ? new IntegerMatMul(requantises ? IntegerMatMul.Kind.REQUANTISED : IntegerMatMul.Kind.SUMS) : null;
    }

    private static @Nullable CastLike castLike(Attributes a, Site site) {
        return a.has("saturate") && !site.since(19) ? null : new CastLike(a.flag("saturate", true));
    }

    private static void write(CastLike op, Encoding out) {
        if (!op.saturate()) {
            out.needs(19);
            out.flag("saturate", false);
        }
    }

    /// Operator set 13 brought the axis, 19 float8, 21 blocks and the type as an attribute.
    private static @Nullable QuantizeLinear quantise(Attributes a, Site site) {
        if (tooEarly(a, site) || a.has("saturate") && !site.since(19) || a.has("output_dtype") && !site.since(21)) {
            return null;
        }
        int code = a.small("output_dtype", 0);
        DType result = code == 0 ? null : DType.ofCode(code).orElse(null);
        a.require(code == 0 || result != null);
        return new QuantizeLinear(a.small("axis", 1), a.small("block_size", 0), a.flag("saturate", true), result);
    }

    private static @Nullable DequantizeLinear dequantise(Attributes a, Site site) {
        return tooEarly(a, site) ? null : new DequantizeLinear(a.small("axis", 1), a.small("block_size", 0));
    }

    private static boolean tooEarly(Attributes a, Site site) {
        return a.has("axis") && !site.since(13) || a.has("block_size") && !site.since(21);
    }

    private static void write(QuantizeLinear op, Encoding out) {
        writePlace(op.axis(), op.blockSize(), out);
        if (!op.saturate()) {
            out.needs(19);
            out.flag("saturate", false);
        }
        if (op.result() != null) {
            out.needs(21);
            out.integer("output_dtype", op.result().code());
        }
    }

    private static void write(DequantizeLinear op, Encoding out) {
        writePlace(op.axis(), op.blockSize(), out);
    }

    private static void writePlace(int axis, int blockSize, Encoding out) {
        if (axis != 1) {
            out.needs(13);
            out.integer("axis", axis);
        }
        if (blockSize != 0) {
            out.needs(21);
            out.integer("block_size", blockSize);
        }
    }
}
