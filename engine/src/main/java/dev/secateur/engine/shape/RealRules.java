package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.tensor.DType;

/// Elements of small float32 tensors that are all numbers, so that extents which detectors compute by scaling a picture come out.
/// Computed in float32, as ONNX Runtime does.
final class RealRules {

    private RealRules() {}

    static void register(ShapeTable table) {
        table.reals(Identity.class, (op, site) -> same(site)).reals(Reshape.class, (op, site) -> same(site))
                .reals(Squeeze.class, (op, site) -> same(site)).reals(Unsqueeze.class, (op, site) -> same(site));
        table.reals(Expand.class, RealRules::expand);
        table.reals(Cast.class, (op, site) -> cast(op.to(), site));
        table.reals(CastLike.class, (op, site) -> cast(site.dtype(1), site));
        table.reals(Unary.class, RealRules::unary);
        table.reals(Binary.class, RealRules::binary);
        table.reals(Variadic.class, RealRules::variadic);
        table.reals(Reduce.class, RealRules::reduce);
        table.reals(Gather.class, RealRules::gather);
        table.reals(Concat.class, RealRules::concat);
    }

    private static void same(Site site) {
        List<Float> numbers = site.reals(0);
        if (numbers != null) {
            site.followReals(0, numbers);
        }
    }

    private static void expand(Expand op, Site site) {
        List<Extent> dims = site.dims(0);
        List<Extent> result = site.result(0).dims();
        List<Float> numbers = site.reals(0);
        if (numbers != null && dims != null && result != null) {
            site.followReals(0, picked(numbers, Broadcast.sources(dims, result)));
        }
    }

    private static List<Float> picked(List<Float> numbers, int[] places) {
        List<Float> picked = new ArrayList<>();
        for (int place : places) {
            picked.add(numbers.get(place));
        }
        return picked;
    }

    private static void cast(@Nullable DType to, Site site) {
        List<Float> reals = site.reals(0);
        if (reals == null && to == DType.FLOAT) {
            List<Long> integers = site.numbers(0);
            if (integers != null) {
                site.followReals(0, integers.stream().map(Long::floatValue).toList());
            }
        } else if (reals != null && to == DType.FLOAT) {
            site.followReals(0, reals);
        } else if (reals != null && (to == DType.INT64 || to == DType.INT32)) {
            site.follow(0, reals.stream().map(r -> truncated(r)).toList());
        }
    }

    /// Towards 0; what fits no int32 is not followed.
    private static Extent truncated(float number) {
        return Math.abs(number) < Integer.MAX_VALUE ? Extent.of((long) number) : Extent.UNKNOWN;
    }

    private static void unary(Unary op, Site site) {
        List<Float> numbers = site.reals(0);
        if (numbers == null) {
            return;
        }
        List<Float> results = new ArrayList<>();
        for (float x : numbers) {
            Float result = switch (op.kind()) {
                case FLOOR -> (float) Math.floor(x);
                case CEIL -> (float) Math.ceil(x);
                case ROUND -> (float) Math.rint(x);
                case SQRT -> (float) Math.sqrt(x);
                case NEG -> -x;
                case ABS -> Math.abs(x);
                case RELU -> Math.max(x, 0);
                case RECIPROCAL -> 1 / x;
                default -> null;
            };
            if (result == null) {
                return;
            }
            results.add(result);
        }
        site.followReals(0, results);
    }

    private static void binary(Binary op, Site site) {
        List<List<Float>> operands = spread(site);
        if (operands == null) {
            return;
        }
        List<Float> reals = new ArrayList<>();
        List<Extent> truths = new ArrayList<>();
        for (int i = 0; i < operands.getFirst().size(); i++) {
            float a = operands.get(0).get(i);
            float b = operands.get(1).get(i);
            switch (op.kind()) {
                case ADD -> reals.add(a + b);
                case SUB -> reals.add(a - b);
                case MUL -> reals.add(a * b);
                case DIV -> reals.add(a / b);
                case LESS -> truths.add(Extent.of(a < b ? 1 : 0));
                case GREATER -> truths.add(Extent.of(a > b ? 1 : 0));
                case LESS_OR_EQUAL -> truths.add(Extent.of(a <= b ? 1 : 0));
                case GREATER_OR_EQUAL -> truths.add(Extent.of(a >= b ? 1 : 0));
                case EQUAL -> truths.add(Extent.of(a == b ? 1 : 0));
                default -> {
                    return;
                }
            }
        }
        if (op.kind().isPredicate()) {
            site.follow(0, truths);
        } else {
            site.followReals(0, reals);
        }
    }

    private static void variadic(Variadic op, Site site) {
        List<List<Float>> operands = spread(site);
        if (operands == null || op.kind() == Variadic.Kind.MEAN) {
            return;
        }
        List<Float> results = operands.getFirst();
        for (List<Float> operand : operands.subList(1, operands.size())) {
            List<Float> next = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                float a = results.get(i);
                float b = operand.get(i);
                next.add(switch (op.kind()) {
                    case MIN -> Math.min(a, b);
                    case MAX -> Math.max(a, b);
                    case SUM, MEAN -> a + b;
                });
            }
            results = next;
        }
        site.followReals(0, results);
    }

    private static void reduce(Reduce op, Site site) {
        List<Float> numbers = site.reals(0);
        List<Extent> result = site.result(0).dims();
        if (numbers == null || numbers.isEmpty() || result == null || !Extent.product(result).is(1)) {
            return;
        }
        float first = numbers.getFirst();
        switch (op.kind()) {
            case MAX -> site.followReals(0, List.of(numbers.stream().reduce(first, Math::max)));
            case MIN -> site.followReals(0, List.of(numbers.stream().reduce(first, Math::min)));
            default -> {
                // Sums would need the runtime's order of adding.
            }
        }
    }

    private static void gather(Gather op, Site site) {
        List<Float> numbers = site.reals(0);
        List<Long> indices = site.numbers(1);
        List<Extent> dims = site.dims(0);
        if (numbers == null || indices == null || dims == null || dims.size() != 1) {
            return;
        }
        site.followReals(0,
                indices.stream().map(i -> numbers.get(Math.toIntExact(i < 0 ? i + numbers.size() : i))).toList());
    }

    private static void concat(Concat op, Site site) {
        List<Float> joined = new ArrayList<>();
        for (int i = 0; i < site.inputCount(); i++) {
            List<Float> part = site.reals(i);
            List<Extent> dims = site.dims(i);
            if (part == null || dims == null || dims.size() != 1) {
                return;
            }
            joined.addAll(part);
        }
        site.followReals(0, joined);
    }

    /// The numbers of all operands, spread to the result's extents; null if some are not followed.
    private static @Nullable List<List<Float>> spread(Site site) {
        List<Extent> dims = site.result(0).dims();
        List<List<Float>> all = new ArrayList<>();
        for (int operand = 0; operand < site.inputCount(); operand++) {
            List<Float> numbers = site.reals(operand);
            List<Extent> own = site.dims(operand);
            if (numbers == null || own == null || dims == null) {
                return null;
            }
            all.add(picked(numbers, Broadcast.sources(own, dims)));
        }
        return all;
    }
}
