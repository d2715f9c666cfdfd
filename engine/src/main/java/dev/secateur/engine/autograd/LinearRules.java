package dev.secateur.engine.autograd;

import java.util.Map;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;

/// Matrix products.
final class LinearRules {

    private LinearRules() {}

    static void addTo(RuleTable table) {
        table.put(Gemm.class, LinearRules::gemm, RuleTable.operands(
                Map.of(0, ParameterKind.WEIGHT, 1, ParameterKind.WEIGHT, 2, ParameterKind.BIAS)));
        table.put(MatMul.class, (op, site) -> site.input(0).matmul(site.input(1)),
                RuleTable.operands(Map.of(0, ParameterKind.WEIGHT, 1, ParameterKind.WEIGHT)));
        table.put(Einsum.class, LinearRules::einsum, (op, operand) -> ParameterKind.WEIGHT);
    }

    private static Tensor einsum(Einsum op, Site site) {
        TensorVector operands = new TensorVector();
        for (int i = 0; i < site.inputs(); i++) {
            operands.push_back(site.input(i));
        }
        return torch.einsum(op.equation(), operands);
    }

    private static Tensor gemm(Gemm op, Site site) {
        Tensor a = op.transA() ? site.input(0).t() : site.input(0);
        Tensor b = site.input(1);
        boolean plain = op.alpha() == 1 && (!site.has(2) || op.beta() == 1);
        if (plain && op.transB() && (!site.has(2) || site.rank(2) == 1)) {
            return torch.linear(a, b, site.has(2) ? site.maybe(2) : new TensorOptional());
        }
        Tensor product = a.matmul(op.transB() ? b.t() : b);
        if (op.alpha() != 1) {
            product = product.mul(new Scalar(op.alpha()));
        }
        return site.has(2) ? product.add(site.input(2), new Scalar(op.beta())) : product;
    }
}
