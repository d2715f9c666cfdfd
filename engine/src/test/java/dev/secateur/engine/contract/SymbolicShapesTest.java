package dev.secateur.engine.contract;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

/// What follows with every extent open, once its symbols have numbers, is what follows from the numbers.
class SymbolicShapesTest {

    static Stream<OpCase> cases() {
        return OpCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void expressionsComeOutAsTheNumbersDo(OpCase one) {
        List<TensorType> numbers = types(one.graph(false), Bindings.none());
        List<TensorType> expressions = types(one.graph(true), Bindings.none());
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(expressions.get(i).dtype()).isEqualTo(numbers.get(i).dtype());
            compare(one, expressions.get(i).shape(), numbers.get(i).shape());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bindingEverySymbolGivesTheNumbers(OpCase one) {
        Bindings bindings = Bindings.none();
        for (var symbol : one.symbols().entrySet()) {
            bindings = bindings.with(symbol.getKey(), symbol.getValue());
        }
        assertThat(types(one.graph(true), bindings)).isEqualTo(types(one.graph(false), Bindings.none()));
    }

    private static void compare(OpCase one, @Nullable Shape expressions, @Nullable Shape numbers) {
        if (expressions == null || numbers == null) {
            assertThat(one.open()).as("rank open").isTrue();
            return;
        }
        assertThat(expressions.rank()).isEqualTo(numbers.rank());
        for (int i = 0; i < numbers.rank(); i++) {
            Dim dim = expressions.dim(i);
            if (dim instanceof Dim.Unknown || !numbers.dim(i).isKnown()) {
                assertThat(one.open()).as("axis " + i + " open in " + expressions).isTrue();
            } else {
                assertThat(Formula.evaluate(dim.toString(), one.symbols())).as(expressions.toString())
                        .isEqualTo(numbers.dim(i).sizeOrMinusOne());
            }
        }
    }

    private static List<TensorType> types(Graph graph, Bindings bindings) {
        Shapes shapes = ShapeInference.infer(graph, bindings);
        assertThat(shapes.conflicts()).isEmpty();
        return graph.outputs().stream().map((Value v) -> shapes.type(v)).toList();
    }
}
