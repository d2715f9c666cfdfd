package dev.secateur.engine.shape;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;

/// The table of what follows from which operator.
public final class ShapeRules {

    private static final ShapeTable TABLE = table();
    private static final Map<Class<? extends Op>, ShapeRule<?>> SHAPES = TABLE.shapes();
    private static final Map<Class<? extends Op>, ShapeRule<?>> ELEMENTS = TABLE.elements();
    private static final Map<Class<? extends Op>, ShapeRule<?>> REALS = TABLE.reals();
    private static final Map<Class<? extends Op>, String> EXCUSED = Map.of(Opaque.class,
            "what the file declares; for If and Loop what follows within their sub-graphs");

    private ShapeRules() {}

    private static ShapeTable table() {
        ShapeTable table = new ShapeTable();
        ConvolutionShapes.register(table);
        PoolingShapes.register(table);
        ElementwiseShapes.register(table);
        LinearShapes.register(table);
        ReductionShapes.register(table);
        LayoutShapes.register(table);
        PartShapes.register(table);
        SliceShapes.register(table);
        PadShapes.register(table);
        ResizeShapes.register(table);
        SourceShapes.register(table);
        ElementRules.register(table);
        ManyShapes.register(table);
        RealRules.register(table);
        NormalisationShapes.register(table);
        IndexShapes.register(table);
        SpatialShapes.register(table);
        RepeatShapes.register(table);
        EinsumShapes.register(table);
        RecurrentShapes.register(table);
        QuantisationShapes.register(table);
        OpaqueShapes.register(table);
        return table;
    }

    /// True if the table has a rule for the operator whatever it holds.
    public static boolean covers(Class<? extends Op> op) {
        return SHAPES.containsKey(op) && !EXCUSED.containsKey(op);
    }

    /// Operators without such a rule, each with what is done instead.
    public static Map<Class<? extends Op>, String> excused() {
        return EXCUSED;
    }

    static void inferShapes(Op op, Site site) {
        apply(SHAPES.get(op.getClass()), op, site);
    }

    /// Follows elements where every result is a small tensor of known extents.
    static void inferElements(Op op, Site site) {
        ShapeRule<?> real = REALS.get(op.getClass());
        if (real != null && site.isFewReals()) {
            apply(real, op, site);
        }
        ShapeRule<?> rule = ELEMENTS.get(op.getClass());
        if (rule != null && site.resultsAreFewIntegers()) {
            apply(rule, op, site);
        }
    }

    /// The table pairs each class with a rule for that class, so the cast cannot fail.
    @SuppressWarnings("unchecked")
    private static <O extends Op> void apply(@Nullable ShapeRule<?> rule, O op, Site site) {
        if (rule != null) {
            ((ShapeRule<O>) rule).infer(op, site);
        }
    }
}
