package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;

/// Element-wise functions of one or two tensors.
final class ElementRules {

    private static final String STEPS = "it is a step function, whose gradient is 0 everywhere";
    private static final String NOT_REAL = "its result is not a real number";

    private ElementRules() {}

    static void addTo(RuleTable table) {
        table.put(Unary.class, ElementRules::unary, AutogradRule::none, ElementRules::block);
        table.put(Binary.class, ElementRules::binary, ElementRules::role, ElementRules::block);
        table.put(Variadic.class, ElementRules::variadic);
        table.put(Where.class, (op, site) -> torch.where(site.input(0), site.input(1), site.input(2)));
        table.put(Modulo.class, (op, site) -> op.truncated()
                ? site.input(0).fmod(site.input(1))
                : site.input(0).remainder(site.input(1)));
        table.blocked(IsInfinite.class, ElementRules::infinite, NOT_REAL);
    }

    private static @Nullable String block(Unary op) {
        return switch (op.kind()) {
            case FLOOR, CEIL, ROUND, SIGN -> STEPS;
            case NOT, IS_NAN, BITWISE_NOT -> NOT_REAL;
            default -> null;
        };
    }

    private static @Nullable String block(Binary op) {
        return switch (op.kind()) {
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR -> NOT_REAL;
            default -> op.kind().isPredicate() ? NOT_REAL : null;
        };
    }

    private static Tensor infinite(IsInfinite op, Site site) {
        Tensor x = site.input(0);
        Tensor sign = op.positive() && op.negative()
                ? torch.ones_like(x)
                : x.sign().mul(new Scalar(op.positive() ? 1.0 : -1.0));
        return x.isinf().logical_and(sign.gt(new Scalar(0.0)));
    }

    private static Tensor variadic(Variadic op, Site site) {
        Tensor result = site.input(0);
        for (int i = 1; i < site.inputs(); i++) {
            Tensor next = site.input(i);
            result = switch (op.kind()) {
                case MIN -> result.minimum(next);
                case MAX -> result.maximum(next);
                case SUM, MEAN -> result.add(next);
            };
        }
        return op.kind() == Variadic.Kind.MEAN ? result.div(new Scalar((double) site.inputs())) : result;
    }

    private static Tensor unary(Unary op, Site site) {
        Tensor x = site.input(0);
        return switch (op.kind()) {
            case RELU -> x.relu();
            case SIGMOID -> x.sigmoid();
            case TANH -> x.tanh();
            case HARD_SWISH -> torch.hardswish(x);
            case SOFTPLUS -> torch.softplus(x);
            case SOFTSIGN -> x.div(x.abs().add(new Scalar(1.0)));
            case MISH -> torch.mish(x);
            case EXP -> x.exp();
            case LOG -> x.log();
            case SQRT -> x.sqrt();
            case NEG -> x.neg();
            case ABS -> x.abs();
            case RECIPROCAL -> x.reciprocal();
            case FLOOR -> x.floor();
            case CEIL -> x.ceil();
            case ROUND -> x.round();
            case SIGN -> x.sign();
            case ERF -> x.erf();
            case SIN -> x.sin();
            case COS -> x.cos();
            case NOT -> x.logical_not();
            case TAN -> x.tan();
            case ASIN -> x.asin();
            case ACOS -> x.acos();
            case ATAN -> x.atan();
            case SINH -> x.sinh();
            case COSH -> x.cosh();
            case ASINH -> x.asinh();
            case ACOSH -> x.acosh();
            case ATANH -> x.atanh();
            case IS_NAN -> x.isnan();
            case BITWISE_NOT -> x.bitwise_not();
        };
    }

    private static Tensor binary(Binary op, Site site) {
        Tensor a = site.input(0);
        Tensor b = site.input(1);
        return switch (op.kind()) {
            case ADD -> a.add(b);
            case SUB -> a.sub(b);
            case MUL -> a.mul(b);
            case DIV -> quotient(a, b);
            case POW -> power(a, b);
            case EQUAL -> a.eq(b);
            case LESS -> a.lt(b);
            case GREATER -> a.gt(b);
            case LESS_OR_EQUAL -> a.le(b);
            case GREATER_OR_EQUAL -> a.ge(b);
            case AND -> a.logical_and(b);
            case OR -> a.logical_or(b);
            case XOR -> a.logical_xor(b);
            case BITWISE_AND -> a.bitwise_and(b);
            case BITWISE_OR -> a.bitwise_or(b);
            case BITWISE_XOR -> a.bitwise_xor(b);
            case PRELU -> torch.where(a.lt(new Scalar(0.0)), a.mul(b), a);
        };
    }

    /// Integers are divided as C does it, towards 0. (LibTorch's own rounding mode is a text that JavaCPP frees too early.)
    private static Tensor quotient(Tensor a, Tensor b) {
        return a.is_floating_point()
                ? a.div(b)
                : a.to(torch.ScalarType.Double).div(b).trunc().to(a.scalar_type());
    }

    /// The result has the type of the base. A constant exponent as a number has the better gradient at 0.
    private static Tensor power(Tensor a, Tensor b) {
        if (b.numel() == 1 && b.dim() <= a.dim() && !b.requires_grad()) {
            return a.pow(new Scalar(Host.toTensor(b).doubleAt(0)));
        }
        return a.pow(b.to(a.scalar_type()));
    }

    /// Constants that are added or multiplied count as trained; those of a fixed formula (subtracted, divided by) do not,
    /// nor do single numbers, which {@link Weights} leaves out.
    private static @Nullable ParameterKind role(Binary op, int operand) {
        return switch (op.kind()) {
            case ADD -> ParameterKind.BIAS;
            case MUL -> ParameterKind.NORM_SCALE;
            case PRELU -> operand == 1 ? ParameterKind.SLOPE : null;
            default -> null;
        };
    }
}
