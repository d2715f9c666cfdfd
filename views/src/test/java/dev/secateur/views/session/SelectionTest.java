package dev.secateur.views.session;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTest {

    private final Selection two = Selection.ofNode(1).plus(Selection.ofBlock("stage1.block1"));

    @Test
    void togglingAddsWhatIsMissing() {
        assertThat(two.toggled(Selection.ofNode(2))).isEqualTo(new Selection(Set.of(1, 2), Set.of("stage1.block1")));
    }

    @Test
    void togglingTakesAwayWhatIsThere() {
        assertThat(two.toggled(Selection.ofBlock("stage1.block1"))).isEqualTo(Selection.ofNode(1));
    }

    @Test
    void togglingSeveralOfWhichOneIsMissingAddsThem() {
        assertThat(two.toggled(Selection.ofNodes(Set.of(1, 2))).nodes()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aBlockCountsAsOne() {
        assertThat(two.size()).isEqualTo(2);
        assertThat(Selection.NONE.isEmpty()).isTrue();
    }
}
