package dev.secateur.engine.onnx;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;

/// Encodings of activations with numbers of their own and of element-wise functions that are neither unary nor binary.
final class ActivationCodecs {

    private static final float SELU_ALPHA = 1.67326319217681884765625f;
    private static final float SELU_GAMMA = 1.05070102214813232421875f;

    private ActivationCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(Parametric.class, KindNames.of(Parametric.Kind.values(), Parametric.Kind::type),
                        Arity.of(1),
                        6, ActivationCodecs::parametric, ActivationCodecs::write),
                new OpEntry<>(Gelu.class, List.of("Gelu"), Arity.of(1), 20, ActivationCodecs::gelu,
                        (op, out) -> out.text("approximate", op.tanh() ? "tanh" : "none")),
                new OpEntry<>(Variadic.class, KindNames.of(Variadic.Kind.values(), Variadic.Kind::type),
                        Arity.between(1, Arity.ANY), 8, ActivationCodecs::variadic, (op, out) -> {
                            // It has no attributes.
                        }),
                new OpEntry<>(Modulo.class, List.of("Mod"), Arity.of(2), 10,
                        (a, site) -> new Modulo(a.flag("fmod", false)),
                        (op, out) -> out.flag("fmod", op.truncated())),
                new OpEntry<>(BitShift.class, List.of("BitShift"), Arity.of(2), 11, ActivationCodecs::bitShift,
                        (op, out) -> out.text("direction", op.left() ? "LEFT" : "RIGHT")),
                new OpEntry<>(Where.class, List.of("Where"), Arity.of(3), 9, (a, site) -> new Where(), (op, out) -> {
                    // It has no attributes.
                }),
                new OpEntry<>(IsInfinite.class, List.of("IsInf"), Arity.of(1), 10,
                        (a, site) -> new IsInfinite(a.flag("detect_negative", true), a.flag("detect_positive", true)),
                        (op, out) -> {
                            out.flag("detect_negative", op.negative());
                            out.flag("detect_positive", op.positive());
                        }),
                new OpEntry<>(LogSoftmax.class, List.of("LogSoftmax"), Arity.of(1), 1,
                        (a, site) -> new LogSoftmax(axis(a, site), !site.since(13)),
                        (op, out) -> AxisCodecs.writeFlattening(op.axis(), op.flattened(), out)),
                new OpEntry<>(Hardmax.class, List.of("Hardmax"), Arity.of(1), 1,
                        (a, site) -> new Hardmax(axis(a, site), !site.since(13)),
                        (op, out) -> AxisCodecs.writeFlattening(op.axis(), op.flattened(), out)));
    }

    private static int axis(Attributes a, Site site) {
        return a.small("axis", site.since(13) ? -1 : 1);
    }

    private static @Nullable Parametric parametric(Attributes a, Site site) {
        Parametric.Kind kind = KindNames.find(Parametric.Kind.values(), Parametric.Kind::type, site.type());
        if (!site.since(first(kind))) {
            return null;
        }
        return switch (kind) {
            case SELU -> new Parametric(kind, a.real("alpha", SELU_ALPHA), a.real("gamma", SELU_GAMMA));
            case CELU, THRESHOLDED_RELU -> new Parametric(kind, a.real("alpha", 1), 0);
            case SHRINK -> new Parametric(kind, a.real("lambd", 0.5f), a.real("bias", 0));
        };
    }

    private static void write(Parametric op, Encoding out) {
        out.needs(first(op.kind()));
        boolean shrink = op.kind() == Parametric.Kind.SHRINK;
        out.real(shrink ? "lambd" : "alpha", op.alpha());
        if (shrink || op.kind() == Parametric.Kind.SELU) {
            out.real(shrink ? "bias" : "gamma", op.beta());
        }
    }

    /// The operator set that brought a function.
    private static long first(Parametric.Kind kind) {
        return switch (kind) {
            case SELU -> 6;
            case SHRINK -> 9;
            case THRESHOLDED_RELU -> 10;
            case CELU -> 12;
        };
    }

    private static @Nullable Variadic variadic(Attributes a, Site site) {
        return site.leading() == site.inputs()
                ? new Variadic(KindNames.find(Variadic.Kind.values(), Variadic.Kind::type, site.type()))
                : null;
    }

    private static Gelu gelu(Attributes a, Site site) {
        String approximate = a.text("approximate", "none");
        a.require(List.of("none", "tanh").contains(approximate));
        return new Gelu(approximate.equals("tanh"));
    }

    private static BitShift bitShift(Attributes a, Site site) {
        String direction = a.text("direction", "");
        a.require(List.of("LEFT", "RIGHT").contains(direction));
        return new BitShift(direction.equals("LEFT"));
    }
}
