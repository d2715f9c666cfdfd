package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Unary;

/// Element-wise functions of one or two tensors.
final class ElementRules {

    private ElementRules() {}

    static void addTo(RuleTable table) {
        table.put(Unary.class, ElementRules::unary);
        table.put(Binary.class, ElementRules::binary, ElementRules::role);
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

    /// Integers are divided as C does it, towards 0.
    private static Tensor quotient(Tensor a, Tensor b) {
        return a.is_floating_point()
                ? a.div(b)
                : a.div(b, new StringViewOptional("trunc"));
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
