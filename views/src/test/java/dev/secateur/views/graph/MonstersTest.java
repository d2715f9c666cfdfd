package dev.secateur.views.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Monsters;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

/// Graphs that no one wishes for can be looked at all the same.
class MonstersTest {

    private static final int FEW = 320;

    static Stream<Arguments> monsters() {
        return Stream.of(
                Arguments.of("a chain of 20,000", Monsters.chain(20_000, i -> "n" + i)),
                Arguments.of("100,000 nodes", Monsters.chain(100_000, i -> "n" + i)),
                Arguments.of("a node with 5,000 inputs", Monsters.star(5_000)),
                Arguments.of("a tangle of 5,000", Monsters.tangle(5_000, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("monsters")
    void theFirstPictureIsSmallAndAPartOpens(String name, Graph graph) {
        GraphViewModel model = new GraphViewModel(Sessions.with(graph));
        assertThat(model.shown().scene().boxes()).hasSizeLessThan(FEW).isNotEmpty();
        assertThat(model.factProperty().get()).endsWith("cut into parts by order");
        for (Optional<Long> part = closedPart(model); part.isPresent(); part = closedPartIn(model, part.get())) {
            int before = model.shown().scene().boxes().size();
            model.activate(part.get(), false);
            assertThat(model.shown().scene().boxes()).hasSizeBetween(before + 1, before + FEW);
        }
    }

    private static Optional<Long> closedPart(GraphViewModel model) {
        return model.shown().scene().boxes().stream().map(PlacedBox::id).filter(model::canActivate).findFirst();
    }

    private static Optional<Long> closedPartIn(GraphViewModel model, long part) {
        return model.shown().picture().diagram().children(part).stream().map(Box::id).filter(model::canActivate)
                .findFirst();
    }

    @Test
    void oddNamesAreDrawn() {
        GraphViewModel model = new GraphViewModel(Sessions.with(Monsters.oddNames()));
        model.details().namesProperty().set(true);
        assertThat(model.shown().scene().boxes()).hasSize(9)
                .allMatch(placed -> placed.bounds().w() < 400 && placed.box().facts().stream()
                        .allMatch(line -> line.length() < 60));
    }

    @Test
    void ifsFiftyDeepAreEnteredAndLeft() {
        SessionModel session = Sessions.with(Monsters.nestedIfs(50));
        GraphViewModel model = new GraphViewModel(session);
        for (int level = 0; level < 50; level++) {
            long holder = closedPart(model).orElseThrow();
            model.activate(holder, false);
        }
        assertThat(model.places().wayProperty().get()).hasSize(50);
        assertThat(titles(model)).contains("leaf");
        assertThat(closedPart(model)).isEmpty();
        model.places().choose(1);
        assertThat(model.factProperty().get()).isEqualTo("else_branch · 1 node");
        model.places().leaveTo(1);
        assertThat(titles(model)).contains("if49");
        assertThat(model.places().leave()).isTrue();
        assertThat(titles(model)).contains("if50");
        assertThat(model.places().leave()).isFalse();
    }

    private static List<String> titles(GraphViewModel model) {
        return model.shown().scene().boxes().stream().map(placed -> placed.box().title()).toList();
    }
}
