package dev.secateur.engine.session;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VersionTreeTest {

    private static Graph graph(String name) {
        return Graph.empty(new Header(name, 8, Map.of("", 13L), null));
    }

    private static final Step STEP = new Step("depth-merge", "{}");

    private final VersionTree start = VersionTree.of("Original", graph("original"));
    private final VersionTree two = start.add("first", graph("first"), STEP).add("second", graph("second"), STEP);

    @Test
    void aNewTreeStandsOnTheOriginal() {
        assertThat(start.present()).isSameAs(start.original());
        assertThat(start.present().isOriginal()).isTrue();
        assertThat(start.undoTarget()).isEmpty();
        assertThat(start.redoTarget()).isEmpty();
    }

    @Test
    void aStepBecomesThePresent() {
        assertThat(two.present().label()).isEqualTo("second");
        assertThat(two.present().name()).isEqualTo("v2");
        assertThat(two.depth(two.present())).isEqualTo(2);
        assertThat(two.present().step()).isEqualTo(STEP);
    }

    @Test
    void undoGoesToTheParentAndRedoBack() {
        VersionTree back = two.undo();
        assertThat(back.present().label()).isEqualTo("first");
        assertThat(back.undo().present().label()).isEqualTo("Original");
        assertThat(back.undo().redo().redo()).isEqualTo(two);
    }

    @Test
    void undoAtTheOriginalAndRedoAtTheEndGiveTheSameTree() {
        assertThat(start.undo()).isSameAs(start);
        assertThat(two.redo()).isSameAs(two);
    }

    @Test
    void aStepAfterUndoIsASiblingAndNothingIsLost() {
        VersionTree branched = two.undo().add("other", graph("other"), STEP);
        assertThat(branched.versions()).extracting(Version::label)
                .containsExactly("Original", "first", "second", "other");
        assertThat(branched.children(branched.version(1))).extracting(Version::label).containsExactly("second",
                "other");
    }

    @Test
    void redoGoesToTheChildLastStoodOn() {
        VersionTree branched = two.undo().add("other", graph("other"), STEP);
        assertThat(branched.undo().redo().present().label()).isEqualTo("other");
        VersionTree returned = branched.goTo(2).undo();
        assertThat(returned.redo().present().label()).isEqualTo("second");
    }

    @Test
    void goingToAGrandchildMakesRedoLeadTowardsIt() {
        VersionTree branched = two.goTo(0).add("side", graph("side"), STEP);
        VersionTree far = branched.goTo(2).goTo(0);
        assertThat(far.redo().present().label()).isEqualTo("first");
        assertThat(far.redo().redo().present().label()).isEqualTo("second");
    }

    @Test
    void aResultForAnotherVersionLeavesThePresentWhereItIs() {
        VersionTree late = two.undo().addTo(2, "late", graph("late"), STEP);
        assertThat(late.present().label()).isEqualTo("first");
        assertThat(late.version(3).parent()).isEqualTo(2);
        assertThat(late.redoTarget().orElseThrow().label()).isEqualTo("second");
    }

    @Test
    void aVersionThatDoesNotExistIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> two.goTo(3)).withMessageContaining("3");
        assertThatIllegalArgumentException().isThrownBy(() -> two.addTo(-1, "x", graph("x"), STEP));
    }
}
