package dev.secateur.engine.graph;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {

    private static GraphEditor edit() {
        GraphEditor editor = Graph.empty(new Header("g", 8, Map.of(), null)).edit();
        editor.addValue("a");
        return editor.build().edit();
    }

    @Test
    void namesThatAreTakenGetANumber() {
        GraphEditor editor = edit();
        assertThat(editor.name(editor.addValue("a"))).isEqualTo("a_1");
        assertThat(editor.name(editor.addValue("a"))).isEqualTo("a_2");
        assertThat(editor.name(editor.addValue("free"))).isEqualTo("free");
        assertThat(editor.name(editor.addValue(""))).isEqualTo("value");
        editor.reserveNames(List.of("kept"));
        assertThat(editor.name(editor.addValue("kept"))).isEqualTo("kept_1");
    }

    @Test
    void reservedNamesStayReservedInLaterEdits() {
        GraphEditor first = edit();
        first.reserveNames(List.of("inner"));
        first.addConstant("c", Tensor.scalar(1));
        GraphEditor second = first.build().edit();
        assertThat(second.name(second.addValue("inner"))).isEqualTo("inner_1");
    }

    @Test
    void aNameThatIsGivenUpIsFreeAgain() {
        GraphEditor editor = edit();
        Value a = editor.addValue("b");
        editor.remove(editor.addNode("n", new Node(-1, new dev.secateur.engine.op.Identity(), List.of(), List.of(a),
                List.of(), null)));
        Graph graph = editor.build();
        assertThat(graph.names().values()).containsOnlyKeys(new Value(0));
        GraphEditor later = graph.edit();
        assertThat(later.name(later.addValue("b"))).isEqualTo("b");
    }
}
