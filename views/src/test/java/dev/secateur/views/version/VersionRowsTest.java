package dev.secateur.views.version;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.version.VersionRow.Link;
import dev.secateur.views.version.VersionRow.Piece;

import static org.assertj.core.api.Assertions.assertThat;

class VersionRowsTest {

    private final Graph graph = Graph.empty(new Header("g", 8, Map.of("", 13L), null));
    private final VersionTree chain = VersionTree.of("Original", graph).add("one", graph, null).add("two", graph, null);

    private static List<VersionRow> rows(VersionTree tree) {
        return VersionRows.of(tree, v -> new VersionRow.Figures("", ""));
    }

    @Test
    void aChainStaysInOneLane() {
        assertThat(rows(chain)).extracting(VersionRow::lane).containsExactly(0, 0, 0);
        assertThat(rows(chain).get(1).links()).containsExactly(new Link(Piece.ARRIVES, 0, 0),
                new Link(Piece.LEAVES, 0, 0));
    }

    @Test
    void aSecondChildBeginsALaneThatPassesTheRowsBetween() {
        VersionTree branched = chain.goTo(0).add("other", graph, null);
        List<VersionRow> rows = rows(branched);
        assertThat(rows.get(3).lane()).isEqualTo(1);
        assertThat(rows.get(0).links()).containsExactly(new Link(Piece.LEAVES, 0, 0), new Link(Piece.LEAVES, 0, 1));
        assertThat(rows.get(1).links()).contains(new Link(Piece.PASSES, 1, 1));
        assertThat(rows.get(3).links()).containsExactly(new Link(Piece.ARRIVES, 1, 1));
    }

    @Test
    void onlyThePresentIsMarked() {
        assertThat(rows(chain.undo())).extracting(VersionRow::present).containsExactly(false, true, false);
    }
}
