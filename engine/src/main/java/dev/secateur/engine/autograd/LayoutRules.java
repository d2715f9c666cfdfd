package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unsqueeze;

/// Other extents and axes for the same elements, and what is computed of extents.
final class LayoutRules {

    private static final String NO_DATA = "its result depends on extents only, not on the numbers";

    private LayoutRules() {}

    static void addTo(RuleTable table) {
        table.put(Identity.class, (op, site) -> site.input(0));
        table.put(Cast.class, (op, site) -> site.input(0).to(site.type(op.to())), AutogradRule::none,
                op -> op.to().isFloating() ? null : "its result is not a real number");
        table.put(CastLike.class, (op, site) -> site.input(0).to(site.input(1).scalar_type()), AutogradRule::none);
        table.put(Reshape.class, LayoutRules::reshape);
        table.put(Flatten.class, LayoutRules::flatten);
        table.put(Squeeze.class, LayoutRules::squeeze);
        table.put(Unsqueeze.class, LayoutRules::unsqueeze);
        table.put(Transpose.class, LayoutRules::transpose);
        table.put(Expand.class, LayoutRules::expand,
                RuleTable.operands(Map.of(0, ParameterKind.EMBEDDING)));
        table.put(Concat.class, LayoutRules::concat, (op, operand) -> ParameterKind.EMBEDDING);
        table.put(Constant.class, (op, site) -> Host.copyOf(op.value().bytes(), op.value().dtype(), op.value().dims()));
        table.blocked(ShapeOf.class, LayoutRules::shape, NO_DATA);
        table.blocked(SizeOf.class, (op, site) -> Var.of(new long[]{site.input(0).numel()}).raw(), NO_DATA);
        table.blocked(ConstantOfShape.class, LayoutRules::constantOfShape, NO_DATA);
    }

    private static Tensor reshape(Reshape op, Site site) {
        Tensor x = site.input(0);
        long[] wanted = site.longsOr(1, op.shape());
        long[] dims = wanted == null ? new long[0] : wanted;
        if (!op.allowZero()) {
            for (int i = 0; i < dims.length; i++) {
                dims[i] = dims[i] == 0 ? x.size(i) : dims[i];
            }
        }
        return x.reshape(dims);
    }

    private static Tensor flatten(Flatten op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        long rows = 1;
        long columns = 1;
        for (int i = 0; i < x.dim(); i++) {
            rows *= i < axis ? x.size(i) : 1;
            columns *= i < axis ? 1 : x.size(i);
        }
        return x.reshape(rows, columns);
    }

    private static Tensor squeeze(Squeeze op, Site site) {
        Tensor x = site.input(0);
        long[] axes = site.longsOr(1, op.axes());
        return axes == null ? x.squeeze() : x.squeeze(axes);
    }

    private static Tensor unsqueeze(Unsqueeze op, Site site) {
        Tensor x = site.input(0);
        long[] axes = site.longsOr(1, op.axes());
        if (axes == null) {
            return x;
        }
        int rank = (int) x.dim() + axes.length;
        Tensor result = x;
        for (long axis : Arrays.stream(axes).map(a -> Site.axis(a, rank)).sorted().toArray()) {
            result = result.unsqueeze(axis);
        }
        return result;
    }

    private static Tensor transpose(Transpose op, Site site) {
        Tensor x = site.input(0);
        long[] axes = new long[(int) x.dim()];
        Arrays.setAll(axes, i -> op.perm().isEmpty() ? axes.length - 1 - i : op.perm().get(i));
        return x.permute(axes);
    }

    /// Broadcasts both ways: an extent of 1 that is asked for keeps the operand's.
    private static Tensor expand(Expand op, Site site) {
        Tensor x = site.input(0);
        long[] asked = site.longs(1);
        long[] dims = new long[Math.max(asked.length, (int) x.dim())];
        for (int i = 0; i < dims.length; i++) {
            int own = i - (dims.length - (int) x.dim());
            int other = i - (dims.length - asked.length);
            long extent = own < 0 ? 1 : x.size(own);
            dims[i] = other < 0 || asked[other] == 1 ? extent : asked[other];
        }
        return x.expand(dims);
    }

    private static Tensor concat(Concat op, Site site) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < site.inputs(); i++) {
            parts.add(site.input(i));
        }
        return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), op.axis());
    }

    private static Tensor shape(ShapeOf op, Site site) {
        long[] dims = Host.dims(site.input(0));
        int rank = dims.length;
        int start = Math.clamp(Site.axis(op.start(), rank), 0, rank);
        int end = op.end() == null ? rank : Math.clamp(Site.axis(op.end(), rank), 0, rank);
        long[] part = Arrays.copyOfRange(dims, start, Math.max(start, end));
        return Var.of(part, part.length).raw();
    }

    private static Tensor constantOfShape(ConstantOfShape op, Site site) {
        double value = op.value().doubleAt(0);
        return torch.full(site.longs(0), new Scalar(value), new TensorOptions(
                site.type(op.value().dtype())));
    }
}
