package dev.secateur.views.graph;

import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class GraphViewModelTest {

    private final SessionModel session = Sessions.with(Networks.denseNet(12, 12, 12));
    private final GraphViewModel graph = new GraphViewModel(session);
    private final SearchViewModel search = new SearchViewModel(graph);
    private final SelectionViewModel selection = new SelectionViewModel(session, graph, search);

    @Test
    void theFirstPictureShowsGroupsClosed() {
        assertThat(graph.shown().scene().boxes()).hasSizeLessThan(30);
        assertThat(graph.factProperty().get()).startsWith("v0 Original · ").endsWith(" nodes, 39 blocks");
    }

    @Test
    void aGroupOpensAndClosesAroundItself() {
        long group = box("stage1.block1");
        int before = graph.shown().scene().boxes().size();
        graph.toggle(group, false);
        assertThat(graph.shown().scene().boxes().size()).isGreaterThan(before);
        assertThat(graph.shown().anchor()).isEqualTo(group);
        graph.toggle(group, false);
        assertThat(graph.shown().scene().boxes()).hasSize(before);
    }

    @Test
    void openingDeepOpensAllInside() {
        graph.toggle(box("stage1"), false);
        graph.toggle(box("stage1"), true);
        Section section = section("stage1");
        assertThat(section.sections()).isNotEmpty().allMatch(s -> graph.isOpen(s.id()));
        graph.setAllOpen(false);
        assertThat(graph.shown().scene().boxes()).noneMatch(PlacedBox::open);
    }

    @Test
    void theGroupOfASelectedConvolutionIsLitWhereverItIsVisible() {
        var analysis = java.util.Objects.requireNonNull(session.analysis());
        var conv = analysis.graph().nodeNamed("/features/conv0/Conv").orElseThrow();
        session.select(Selection.ofNode(conv.id()));
        Marks marks = selection.marksProperty().get();
        assertThat(marks.of(conv.id()).emphasis()).isEqualTo(Mark.Emphasis.COUPLED);
        assertThat(marks.of(box("stage1.block1")).emphasis()).isEqualTo(Mark.Emphasis.COUPLED);
        assertThat(marks.of(box("stage3.block1")).emphasis()).isEqualTo(Mark.Emphasis.NORMAL);
        assertThat(marks.coupledLinks()).contains(new Marks.Ends(conv.id(), box("stage1.block1")));
        graph.toggle(box("stage1.block1"), false);
        assertThat(selection.marksProperty().get().byBox().size()).isGreaterThan(marks.byBox().size());
        session.select(Selection.NONE);
        assertThat(selection.marksProperty().get()).isEqualTo(Marks.NONE);
    }

    @Test
    void otherColoursKeepThePlaces() {
        var before = graph.shown().scene().boxes().stream().map(PlacedBox::bounds).toList();
        graph.colourByProperty().set(ColourBy.MACS);
        assertThat(graph.shown().scene().boxes().stream().map(PlacedBox::bounds)).isEqualTo(before);
        var legend = java.util.Objects.requireNonNull(graph.legendProperty().get());
        assertThat(legend.title()).isEqualTo("MACs per block or node");
        graph.colourByProperty().set(ColourBy.OPERATOR);
        assertThat(graph.legendProperty().get()).isNull();
    }

    @Test
    void boxesAndSelectionFollowEachOther() {
        long box = graph.shown().scene().boxes().stream().filter(p -> p.box().title().equals("conv0"))
                .map(PlacedBox::id).findFirst().orElseThrow();
        selection.selectBoxes(Set.of(box));
        assertThat(session.selection()).isEqualTo(Selection.ofNode((int) box));
        assertThat(selection.barProperty().get()).isEqualTo("1 layer selected");
        session.select(Selection.NONE);
        assertThat(selection.boxesProperty().get()).isEmpty();
    }

    @Test
    void aBandWithoutBlocksSelectsLayers() {
        long fc = box("fc");
        assertThat(selection.judge(Set.of(fc)).acceptedText()).isEqualTo("1 layer");
        assertThat(session.candidatesProperty().get().nodes()).containsExactly((int) fc);
        selection.bandEnded();
        assertThat(session.candidatesProperty().get().isEmpty()).isTrue();
    }

    @Test
    void searchingGoesFromMatchToMatchAndOpensWhatHidesThem() {
        search.queryProperty().set("denselayer3 conv1");
        assertThat(search.answerProperty().get()).isEqualTo("3 found");
        assertThat(selection.marksProperty().get().of(box("conv0")).emphasis()).isEqualTo(Mark.Emphasis.DIMMED);
        assertThat(selection.marksProperty().get().of(box("stage1.block1")).emphasis()).isEqualTo(Mark.Emphasis.NORMAL);
        search.next();
        assertThat(search.answerProperty().get()).isEqualTo("1 of 3");
        int node = session.selection().nodes().iterator().next();
        assertThat(graph.shown().scene().find(node)).as("its groups were opened").isPresent();
        search.previous();
        assertThat(search.answerProperty().get()).isEqualTo("3 of 3");
    }

    @Test
    void quotesRegularExpressionsAndSequencesAreUnderstood() {
        search.queryProperty().set("\"conv0\"");
        assertThat(search.answerProperty().get()).isEqualTo("1 found");
        search.queryProperty().set("/denselayer(1|2)\\/conv2/");
        assertThat(search.answerProperty().get()).isEqualTo("6 found");
        search.queryProperty().set("/(/");
        assertThat(search.answerProperty().get()).startsWith("not a regular expression");
        search.queryProperty().set("Concat -> BatchNormalization -> Relu -> Conv");
        assertThat(search.matchesProperty().get()).hasSizeGreaterThan(30);
        search.queryProperty().set("nosuchthing");
        assertThat(search.answerProperty().get()).isEqualTo("nothing found");
    }

    private long box(String title) {
        return graph.shown().picture().diagram().boxes().stream().filter(b -> b.title().equals(title)).map(Box::id)
                .findFirst().orElseThrow();
    }

    private Section section(String label) {
        return graph.shown().picture().outline().root().sections().filter(s -> s.label().equals(label)).findFirst()
                .orElseThrow();
    }
}
