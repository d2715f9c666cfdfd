package dev.secateur.views.session;

import org.junit.jupiter.api.Test;

import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeTest {

    private final SessionModel session = Sessions.with(Networks.resNet(1));
    private final Scope scope = session.scope();
    private final Analysis inner = new Analysis(Networks.chain(3));

    @Test
    void theModelsOwnGraphSharesTheSessionsSelectionAndPointer() {
        assertThat(scope.analysis()).isSameAs(session.analysis());
        scope.select(Selection.ofNode(1));
        scope.hoveredProperty().set(Selection.ofNode(2));
        assertThat(session.selection()).isEqualTo(Selection.ofNode(1));
        assertThat(session.hoveredProperty().get()).isEqualTo(Selection.ofNode(2));
    }

    @Test
    void anInnerNetworkHasASelectionAndAPointerOfItsOwn() {
        session.select(Selection.ofNode(1));
        scope.look(inner);
        assertThat(scope.analysis()).isSameAs(inner);
        assertThat(scope.selection()).isEqualTo(Selection.NONE);
        scope.select(Selection.ofNode(0));
        scope.hoveredProperty().set(Selection.ofNode(0));
        assertThat(session.selection()).isEqualTo(Selection.ofNode(1));
        assertThat(session.hoveredProperty().get()).isEqualTo(Selection.NONE);
        assertThat(scope.selection()).isEqualTo(Selection.ofNode(0));
    }

    @Test
    void onTheWayBackTheModelsSelectionIsStillThere() {
        session.select(Selection.ofNode(1));
        scope.look(inner);
        scope.look(null);
        assertThat(scope.isInside()).isFalse();
        assertThat(scope.selection()).isEqualTo(Selection.ofNode(1));
        assertThat(scope.analysis()).isSameAs(session.analysis());
    }
}
