package dev.secateur.views.outline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.views.testing.Monsters;
import dev.secateur.views.testing.Networks;

import static org.assertj.core.api.Assertions.assertThat;

class PartsTest {

    @Test
    void aLongChainWithoutNamesIsCutIntoParts() {
        Outline outline = Outline.of(Monsters.chain(1_000, i -> "n" + i), List.of());
        assertThat(outline.isCut()).isTrue();
        assertThat(outline.root().items()).hasSizeBetween(8, 10);
        assertThat(outline.root().items().getFirst().label()).isEqualTo("part 1 of 9");
        assertThat(outline.layers()).hasSize(1_000);
    }

    @Test
    void whatFitsOrHasModulesIsNotCut() {
        assertThat(Outline.of(Monsters.chain(Parts.MOST, i -> "n" + i), List.of()).isCut()).isFalse();
        assertThat(Outline.of(Networks.denseNet(20, 20, 20, 20), List.of()).isCut()).isFalse();
    }

    @Test
    void partsOfPartsKeepEveryLevelSmall() {
        Outline outline = Outline.of(Monsters.chain(40_000, i -> "n" + i), List.of());
        assertThat(outline.root().items().size()).isLessThanOrEqualTo(Parts.MOST);
        assertThat(outline.root().sections()).allMatch(s -> s.items().size() <= Parts.MOST);
        assertThat(outline.layers()).hasSize(40_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noTensorRunsBackToAnEarlierPart(long seed) {
        Graph graph = Monsters.tangle(2_000, seed);
        Map<Integer, Integer> partOf = new HashMap<>();
        List<Item> parts = Outline.of(graph, List.of()).root().items();
        assertThat(parts.size()).isGreaterThan(1).isLessThanOrEqualTo(Parts.MOST);
        for (int i = 0; i < parts.size(); i++) {
            for (Node node : parts.get(i).nodes()) {
                partOf.put(node.id(), i);
            }
        }
        for (Node node : graph.nodes()) {
            for (Value input : node.inputs()) {
                graph.producer(input).ifPresent(p -> assertThat(partOf.get(p.id()))
                        .isLessThanOrEqualTo(partOf.get(node.id())));
            }
        }
    }

    @Test
    void aNameNestedWithoutEndIsRead() {
        String name = "/a/" + "b/".repeat(4_000);
        Outline outline = Outline.of(Monsters.chain(50, i -> name + i + "/Relu"), List.of());
        assertThat(outline.layers()).hasSize(50);
    }
}
