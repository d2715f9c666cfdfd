package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.views.canvas.SampleDiagrams;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.Link;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Route;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.theme.OperatorClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class DiagramLayoutTest {
    private static final double VIEW = 530;

    private final DiagramLayout layout = new DiagramLayout();

    static Stream<Arguments> scenes() {
        List<Arguments> cases = new ArrayList<>();
        for (Arrangement arrangement : Arrangement.values()) {
            cases.add(Arguments.of(SampleDiagrams.resNet20(), Set.of(), arrangement));
            cases.add(Arguments.of(SampleDiagrams.resNet20(), Set.of(100L, 200L, 300L, 310L), arrangement));
            cases.add(Arguments.of(SampleDiagrams.dense(2, 6), Set.of(1L), arrangement));
            cases.add(Arguments.of(SampleDiagrams.dense(2, 20), Set.of(1L), arrangement));
            cases.add(Arguments.of(SampleDiagrams.flat(60), Set.of(), arrangement));
            for (int seed = 0; seed < 12; seed++) {
                Diagram diagram = SampleDiagrams.random(seed, 40 + seed);
                cases.add(Arguments.of(diagram, someGroups(diagram, seed), arrangement));
            }
        }
        return cases.stream();
    }

    private static Set<Long> someGroups(Diagram diagram, int seed) {
        return diagram.boxes().stream()
                .map(Box::id)
                .filter(id -> diagram.canOpen(id) && (id + seed) % 3 != 0)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void boxesInTheSameGroupDoNotOverlap(Diagram diagram, Set<Long> open, Arrangement arrangement) {
        GraphScene scene = layout.layout(diagram, new LayoutOptions(open, arrangement, VIEW));
        List<PlacedBox> boxes = scene.boxes();
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                if (boxes.get(i).box().parent() == boxes.get(j).box().parent()) {
                    assertThat(boxes.get(i).bounds().intersects(boxes.get(j).bounds()))
                            .as("%s and %s", boxes.get(i), boxes.get(j))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void boxesLieInsideTheirParents(Diagram diagram, Set<Long> open, Arrangement arrangement) {
        GraphScene scene = layout.layout(diagram, new LayoutOptions(open, arrangement, VIEW));
        for (PlacedBox placed : scene.boxes()) {
            Rect outer = placed.box().parent() == Box.NO_PARENT
                    ? scene.bounds()
                    : scene.find(placed.box().parent()).orElseThrow().bounds();
            assertThat(outer.grow(0.001).contains(placed.bounds())).as("%s", placed).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void edgesRunAtRightAnglesFromBorderToBorder(Diagram diagram, Set<Long> open, Arrangement arrangement) {
        GraphScene scene = layout.layout(diagram, new LayoutOptions(open, arrangement, VIEW));
        for (Route route : scene.routes()) {
            int last = route.size() - 1;
            assertOnBorder(scene, route, route.from(), 0);
            assertOnBorder(scene, route, route.to(), last);
            for (int i = 1; i <= last; i++) {
                boolean straight = Math.abs(route.x(i) - route.x(i - 1)) < 0.01
                        || Math.abs(route.y(i) - route.y(i - 1)) < 0.01;
                assertThat(straight).as("%s at %d", route, i).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyLinkIsDrawnBetweenTheVisibleBoxesAroundItsEnds(
            Diagram diagram, Set<Long> open, Arrangement arrangement) {
        GraphScene scene = layout.layout(diagram, new LayoutOptions(open, arrangement, VIEW));
        Set<List<Long>> expected = new HashSet<>();
        for (Link link : diagram.links()) {
            long from = scene.findVisible(link.from()).orElseThrow().id();
            long to = scene.findVisible(link.to()).orElseThrow().id();
            if (from != to) {
                expected.add(List.of(from, to));
            }
        }
        List<List<Long>> drawn = scene.routes().stream()
                .map(route -> List.of(route.from(), route.to()))
                .toList();
        assertThat(drawn).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void theSameInputGivesTheSameScene(Diagram diagram, Set<Long> open, Arrangement arrangement) {
        LayoutOptions options = new LayoutOptions(open, arrangement, VIEW);
        GraphScene first = layout.layout(diagram, options);
        GraphScene again = new DiagramLayout().layout(diagram, options);
        assertThat(again.boxes()).isEqualTo(first.boxes());
        assertThat(again.routes().toString()).isEqualTo(first.routes().toString());
    }

    @Test
    void aChainRunsStraightDown() {
        GraphScene scene = layout.layout(SampleDiagrams.resNet20(), oneColumn(Set.of(100L, 200L, 300L)));
        double axis = scene.find(1).orElseThrow().bounds().centerX();
        for (long id : List.of(2L, 110L, 130L, 220L, 330L, 4L, 6L)) {
            assertThat(scene.find(id).orElseThrow().bounds().centerX()).isEqualTo(axis, within(0.01));
        }
        assertThat(scene.routes()).allMatch(route -> route.size() == 2);
    }

    @Test
    void anOpenBlockKeepsTheTrunkOnTheAxisAndTheShortcutToItsRight() {
        GraphScene scene = layout.layout(SampleDiagrams.resNet20(), oneColumn(Set.of(100L, 110L, 300L, 310L)));
        double axis = scene.find(1).orElseThrow().bounds().centerX();
        for (long id : List.of(111L, 112L, 113L, 120L, 311L, 312L, 313L)) {
            assertThat(scene.find(id).orElseThrow().bounds().centerX()).isEqualTo(axis, within(0.01));
        }
        assertThat(scene.find(314).orElseThrow().bounds().x())
                .isGreaterThan(scene.find(311).orElseThrow().bounds().right());
        Route shortcut = scene.routes().stream()
                .filter(route -> route.from() == 2 && route.to() == 113)
                .findFirst()
                .orElseThrow();
        assertThat(shortcut.bounds().right())
                .isGreaterThan(scene.find(112).orElseThrow().bounds().right());
    }

    @Test
    void aTallChainOfStagesWrapsIntoAColumnForEachWithTheirTopsInLine() {
        GraphScene scene = layout.layout(
                SampleDiagrams.resNet20(),
                new LayoutOptions(Set.of(100L, 200L, 300L), Arrangement.COLUMNS, VIEW));
        Rect first = scene.find(100).orElseThrow().bounds();
        Rect second = scene.find(200).orElseThrow().bounds();
        Rect third = scene.find(300).orElseThrow().bounds();
        assertThat(second.x() - first.right()).isGreaterThanOrEqualTo(Metrics.GUTTER - 0.01);
        assertThat(third.x() - second.right()).isGreaterThanOrEqualTo(Metrics.GUTTER - 0.01);
        assertThat(List.of(second.y(), third.y())).containsOnly(first.y());
        Rect pool = scene.find(4).orElseThrow().bounds();
        assertThat(pool.y()).isGreaterThan(third.bottom());
        assertThat(pool.centerX()).isBetween(third.x(), third.right());
    }

    @Test
    void aShortChainDoesNotWrap() {
        GraphScene scene = layout.layout(
                SampleDiagrams.resNet20(), new LayoutOptions(Set.of(), Arrangement.COLUMNS, VIEW));
        assertThat(scene.bounds().w()).isLessThan(300);
    }

    @Test
    void leftToRightPutsConsumersToTheRight() {
        GraphScene scene = layout.layout(
                SampleDiagrams.resNet20(), new LayoutOptions(Set.of(100L, 110L), Arrangement.LEFT_TO_RIGHT, VIEW));
        assertThat(scene.isLeftToRight()).isTrue();
        for (Route route : scene.routes()) {
            assertThat(scene.find(route.to()).orElseThrow().bounds().x())
                    .isGreaterThanOrEqualTo(scene.find(route.from()).orElseThrow().bounds().right());
        }
    }

    @ParameterizedTest
    @EnumSource(Arrangement.class)
    void aDiagramWithoutBoxesHasAnEmptyScene(Arrangement arrangement) {
        GraphScene scene = layout.layout(Diagram.EMPTY, new LayoutOptions(Set.of(), arrangement, VIEW));
        assertThat(scene.boxes()).isEmpty();
        assertThat(scene.routes()).isEmpty();
    }

    @Test
    void aLargeDenseBlockIsOneColumnWithItsTensorsInLanesBesideIt() {
        GraphScene scene = layout.layout(SampleDiagrams.dense(1, 58), oneColumn(Set.of(1L)));
        Set<Double> centers = scene.boxes().stream()
                .filter(placed -> placed.box().parent() == 1)
                .map(placed -> placed.bounds().centerX())
                .collect(Collectors.toSet());
        assertThat(centers).hasSize(1);
        double right = scene.boxes().stream()
                .filter(placed -> placed.box().parent() == 1)
                .mapToDouble(placed -> placed.bounds().right())
                .max()
                .orElseThrow();
        for (Route route : scene.routes()) {
            assertThat(route.bounds().w() == 0 || route.bounds().right() > right).isTrue();
        }
    }

    @Test
    void warmingUpNeedsNothing() {
        layout.warmUp();
        assertThat(layout.layout(SampleDiagrams.resNet20(), oneColumn(Set.of())).boxes()).isNotEmpty();
    }

    @Test
    void groupsThatFeedEachOtherInACircleAreStillLaidOut() {
        long none = Box.NO_PARENT;
        Diagram base = SampleDiagrams.random(1, 0);
        assertThat(base.boxes()).isEmpty();
        Row row = new Row(OperatorClass.LINEAR, "Gemm");
        List<Box> boxes = List.of(
                new Box(1, none, dev.secateur.views.canvas.model.BoxKind.STAGE, "a", "", List.of()),
                new Box(2, none, dev.secateur.views.canvas.model.BoxKind.STAGE, "b", "", List.of()),
                SampleDiagrams.node(11, 1, "first", row),
                SampleDiagrams.node(21, 2, "second", row),
                SampleDiagrams.node(12, 1, "third", row));
        Diagram diagram = new Diagram(boxes, List.of(new Link(11, 21), new Link(21, 12)));
        for (Set<Long> open : List.of(Set.<Long>of(), Set.of(1L), Set.of(1L, 2L))) {
            GraphScene scene = layout.layout(diagram, oneColumn(open));
            assertThat(scene.routes()).hasSize(2);
            boxesInTheSameGroupDoNotOverlap(diagram, open, Arrangement.ONE_COLUMN);
        }
    }

    @Test
    void aResultOfASideBranchIsNotReachedBehindTheTrunk() {
        Row row = new Row(OperatorClass.LINEAR, "Gemm");
        List<Box> boxes = new ArrayList<>();
        for (long id = 1; id <= 8; id++) {
            boxes.add(SampleDiagrams.node(id, Box.NO_PARENT, "n" + id, row));
        }
        List<Link> links = List.of(new Link(1, 2), new Link(2, 3), new Link(3, 4), new Link(4, 5), new Link(1, 6),
                new Link(6, 7), new Link(7, 8));
        GraphScene scene = layout.layout(new Diagram(boxes, links), oneColumn(Set.of()));
        for (Route route : scene.routes()) {
            for (PlacedBox placed : scene.boxes()) {
                boolean end = placed.id() == route.from() || placed.id() == route.to();
                double distance = route.distance(placed.bounds().centerX(), placed.bounds().centerY());
                assertThat(end || distance > placed.bounds().h() / 2).as("%s runs behind %s", route, placed).isTrue();
            }
        }
    }

    @Test
    void aCheckpointThatThrowsStopsTheLayoutAndLeavesTheInstanceUsable() {
        Diagram diagram = SampleDiagrams.flat(200);
        assertThatThrownBy(() -> layout.layout(diagram, oneColumn(Set.of()), () -> {
            throw new CancellationException();
        }))
                .isInstanceOf(CancellationException.class);
        assertThat(layout.layout(diagram, oneColumn(Set.of())).boxes()).hasSize(200);
    }

    private static LayoutOptions oneColumn(Set<Long> open) {
        return new LayoutOptions(open, Arrangement.ONE_COLUMN, VIEW);
    }

    private static void assertOnBorder(GraphScene scene, Route route, long id, int point) {
        Rect box = scene.find(id).orElseThrow().bounds();
        double x = route.x(point);
        double y = route.y(point);
        boolean inside = box.grow(0.01).contains(x, y);
        boolean deep = box.grow(-0.01).contains(x, y);
        assertThat(inside && !deep).as("%s meets %s at %f, %f", route, box, x, y).isTrue();
    }
}
