package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.tensor.DType;

/// Elements of small integer tensors, so that the shape arithmetic which exporters write around Reshape and the like comes out.
///
/// A rule is asked only when all extents of its result are known and few.
final class ElementRules {

    private ElementRules() {}

    static void register(ShapeTable table) {
        table.elements(Identity.class, (op, site) -> same(site)).elements(Dropout.class, (op, site) -> same(site))
                .elements(Reshape.class, (op, site) -> same(site)).elements(Flatten.class, (op, site) -> same(site))
                .elements(Squeeze.class, (op, site) -> same(site)).elements(Unsqueeze.class, (op, site) -> same(site));
        table.elements(Cast.class, (op, site) -> cast(op.to(), site));
        table.elements(CastLike.class, (op, site) -> cast(site.dtype(1), site));
        table.elements(Binary.class, ElementRules::binary);
        table.elements(Unary.class, ElementRules::unary);
        table.elements(Expand.class, ElementRules::expand);
        table.elements(Transpose.class, ElementRules::transpose);
        table.elements(Concat.class, ElementRules::concat);
        table.elements(Split.class, ElementRules::split);
        table.elements(Gather.class, ElementRules::gather);
        table.elements(Reduce.class, ElementRules::reduce);
    }

    private static void same(Site site) {
        List<Extent> elements = site.integers(0);
        if (elements != null) {
            site.follow(0, elements);
        }
    }

    private static void cast(@Nullable DType to, Site site) {
        List<Extent> elements = site.integers(0);
        if (elements != null && to != null) {
            site.follow(0, elements.stream().map(e -> converted(e, to)).toList());
        }
    }

    /// What is too large for the target wraps around, which nobody means: it counts as unknown.
    private static Extent converted(Extent element, DType to) {
        if (!element.isNumber()) {
            return element;
        }
        long number = element.number();
        return switch (to) {
            case BOOL -> Extent.of(number == 0 ? 0 : 1);
            case INT64 -> element;
            case INT32 -> number == (int) number ? element : Extent.UNKNOWN;
            default -> number >= 0 && number <= Byte.MAX_VALUE ? element : Extent.UNKNOWN;
        };
    }

    private static void binary(Binary op, Site site) {
        List<Extent> a = site.integers(0);
        List<Extent> b = site.integers(1);
        List<Extent> dims = site.result(0).dims();
        List<Extent> left = site.dims(0);
        List<Extent> right = site.dims(1);
        if (a == null || b == null || dims == null || left == null || right == null) {
            return;
        }
        int[] fromA = Broadcast.sources(left, dims);
        int[] fromB = Broadcast.sources(right, dims);
        List<Extent> result = new ArrayList<>();
        for (int i = 0; i < fromA.length; i++) {
            result.add(computed(op.kind(), a.get(fromA[i]), b.get(fromB[i])));
        }
        site.follow(0, result);
    }

    private static Extent computed(Binary.Kind kind, Extent a, Extent b) {
        return switch (kind) {
            case ADD -> a.plus(b);
            case SUB -> a.minus(b);
            case MUL -> a.times(b);
            case DIV -> quotient(a, b);
            case EQUAL -> equal(a, b);
            case LESS -> numbers(a, b) ? truth(a.number() < b.number()) : Extent.UNKNOWN;
            case GREATER -> numbers(a, b) ? truth(a.number() > b.number()) : Extent.UNKNOWN;
            case LESS_OR_EQUAL -> numbers(a, b) ? truth(a.number() <= b.number()) : Extent.UNKNOWN;
            case GREATER_OR_EQUAL -> numbers(a, b) ? truth(a.number() >= b.number()) : Extent.UNKNOWN;
            case AND -> numbers(a, b) ? truth(a.number() * b.number() != 0) : Extent.UNKNOWN;
            case OR -> numbers(a, b) ? truth(a.number() + b.number() != 0) : Extent.UNKNOWN;
            case XOR -> numbers(a, b) ? truth(a.number() != b.number()) : Extent.UNKNOWN;
            case POW, PRELU, BITWISE_AND, BITWISE_OR, BITWISE_XOR -> Extent.UNKNOWN;
        };
    }

    private static boolean numbers(Extent a, Extent b) {
        return a.isNumber() && b.isNumber();
    }

    private static Extent truth(boolean value) {
        return value ? Extent.ONE : Extent.ZERO;
    }

    /// Integers are divided towards zero; symbols are never negative, so that rounding down is the same for them.
    private static Extent quotient(Extent a, Extent b) {
        if (numbers(a, b)) {
            return b.is(0) ? Extent.UNKNOWN : Extent.of(a.number() / b.number());
        }
        return a.floorOver(b);
    }

    private static Extent equal(Extent a, Extent b) {
        if (a.isSame(b)) {
            return Extent.ONE;
        }
        boolean neverEqual = numbers(a, b) || surelyApart(a, b) || surelyApart(b, a);
        return neverEqual ? Extent.ZERO : Extent.UNKNOWN;
    }

    /// No extent is negative, so a symbolic one never equals the -1 that exporters compare with.
    private static boolean surelyApart(Extent symbolic, Extent number) {
        return number.isNumber() && number.number() < 0 && symbolic.isSurelyNotNegative();
    }

    private static void unary(Unary op, Site site) {
        List<Extent> elements = site.integers(0);
        if (elements == null) {
            return;
        }
        site.follow(0, elements.stream().map(e -> switch (op.kind()) {
            case NEG -> Extent.ZERO.minus(e);
            case ABS, RELU -> e.isSurelyNotNegative() ? e : Extent.UNKNOWN;
            case NOT -> e.isNumber() ? truth(e.is(0)) : e;
            default -> Extent.UNKNOWN;
        }).toList());
    }

    private static void expand(Expand op, Site site) {
        List<Extent> elements = site.integers(0);
        List<Extent> dims = site.dims(0);
        List<Extent> result = site.result(0).dims();
        if (elements != null && dims != null && result != null) {
            site.follow(0, picked(elements, Broadcast.sources(dims, result)));
        }
    }

    private static void transpose(Transpose op, Site site) {
        List<Extent> elements = site.integers(0);
        List<Extent> dims = site.dims(0);
        if (elements == null || dims == null) {
            return;
        }
        int[] from = Broadcast.strides(dims);
        int[] perm = LayoutShapes.permutation(op, dims.size()).stream().mapToInt(Integer::intValue).toArray();
        int[] sizes = new int[perm.length];
        int[] strides = new int[perm.length];
        for (int i = 0; i < perm.length; i++) {
            sizes[i] = (int) dims.get(perm[i]).number();
            strides[i] = from[perm[i]];
        }
        site.follow(0, picked(elements, Broadcast.walk(sizes, strides, 0)));
    }

    private static List<Extent> picked(List<Extent> elements, int[] offsets) {
        List<Extent> picked = new ArrayList<>();
        for (int offset : offsets) {
            picked.add(elements.get(offset));
        }
        return picked;
    }

    private static void concat(Concat op, Site site) {
        List<Extent> joined = new ArrayList<>();
        for (int i = 0; i < site.inputCount(); i++) {
            List<Extent> dims = site.dims(i);
            if (dims == null || dims.size() != 1 || !dims.get(0).isNumber()) {
                return;
            }
            List<Extent> part = site.integers(i);
            joined.addAll(part == null ? Broadcast.unknown((int) dims.get(0).number()) : part);
        }
        site.follow(0, joined);
    }

    private static void split(Split op, Site site) {
        List<Extent> elements = site.integers(0);
        int from = 0;
        for (int i = 0; elements != null && i < site.outputCount(); i++) {
            List<Extent> dims = site.result(i).dims();
            if (dims == null || dims.size() != 1 || !dims.get(0).isNumber()) {
                return;
            }
            int to = from + (int) dims.get(0).number();
            site.follow(i, elements.subList(from, to));
            from = to;
        }
    }

    private static void gather(Gather op, Site site) {
        List<Extent> elements = site.integers(0);
        List<Long> indices = site.numbers(1);
        List<Extent> dims = site.dims(0);
        if (elements == null || indices == null || dims == null || dims.size() != 1) {
            return;
        }
        IntUnaryOperator place = i -> i < 0 ? i + elements.size() : i;
        site.follow(0, indices.stream().map(i -> elements.get(place.applyAsInt(Math.toIntExact(i)))).toList());
    }

    private static void reduce(Reduce op, Site site) {
        List<Extent> elements = site.integers(0);
        List<Extent> result = site.result(0).dims();
        boolean toOne = result != null && Extent.product(result).is(1);
        if (elements == null || !toOne || elements.isEmpty()) {
            return;
        }
        Extent one = reduced(op.kind(), elements);
        if (one != null) {
            site.follow(0, List.of(one));
        }
    }

    private static @Nullable Extent reduced(Reduce.Kind kind, List<Extent> elements) {
        if (elements.size() == 1 && kind != Reduce.Kind.SUM_SQUARE && kind != Reduce.Kind.LOG_SUM
                && kind != Reduce.Kind.LOG_SUM_EXP) {
            return elements.getFirst();
        }
        boolean numbers = elements.stream().allMatch(Extent::isNumber);
        return switch (kind) {
            case PROD -> Extent.product(elements);
            case SUM -> elements.stream().reduce(Extent.ZERO, Extent::plus);
            case MAX -> numbers ? Extent.of(elements.stream().mapToLong(Extent::number).max().orElseThrow()) : null;
            case MIN -> numbers ? Extent.of(elements.stream().mapToLong(Extent::number).min().orElseThrow()) : null;
            default -> null;
        };
    }
}
