package dev.secateur.engine.shape;

import java.util.HashMap;
import java.util.Map;

import dev.secateur.engine.op.Op;

/// Collects the rules of all families while the tables are made.
final class ShapeTable {

    private final Map<Class<? extends Op>, ShapeRule<?>> shapes = new HashMap<>();
    private final Map<Class<? extends Op>, ShapeRule<?>> elements = new HashMap<>();
    private final Map<Class<? extends Op>, ShapeRule<?>> reals = new HashMap<>();

    /// How elements of small float32 results follow, or of small integer results from such operands.
    <O extends Op> ShapeTable reals(Class<O> op, ShapeRule<O> rule) {
        reals.put(op, rule);
        return this;
    }

    /// How results' types and extents follow.
    <O extends Op> ShapeTable shape(Class<O> op, ShapeRule<O> rule) {
        shapes.put(op, rule);
        return this;
    }

    /// How elements of small integer results follow, once their extents are known and few.
    <O extends Op> ShapeTable elements(Class<O> op, ShapeRule<O> rule) {
        elements.put(op, rule);
        return this;
    }

    Map<Class<? extends Op>, ShapeRule<?>> shapes() {
        return Map.copyOf(shapes);
    }

    Map<Class<? extends Op>, ShapeRule<?>> reals() {
        return Map.copyOf(reals);
    }

    Map<Class<? extends Op>, ShapeRule<?>> elements() {
        return Map.copyOf(elements);
    }
}
