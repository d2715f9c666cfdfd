package dev.secateur.engine.data;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HoldoutTest {

    private final Dataset data = new Numbered(100, 4);

    @Test
    void eachClassGivesItsShareAndNoPictureIsInBothParts() throws Exception {
        Holdout parts = Holdout.of(data, 0.2, 7);
        assertThat(parts.heldOut().size()).isEqualTo(20);
        assertThat(parts.training().size()).isEqualTo(80);
        int[] perClass = new int[4];
        Set<Float> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            perClass[parts.heldOut().label(i)]++;
            assertThat(parts.heldOut().label(i)).isEqualTo((int) parts.heldOut().image(i)[0] % 4);
            seen.add(parts.heldOut().image(i)[0]);
        }
        for (int i = 0; i < 80; i++) {
            seen.add(parts.training().image(i)[0]);
        }
        assertThat(perClass).containsOnly(5);
        assertThat(seen).hasSize(100);
    }

    @Test
    void thePartsFollowFromTheSeed() throws Exception {
        assertThat(Holdout.of(data, 0.2, 7).heldOut().fingerprint())
                .isEqualTo(Holdout.of(data, 0.2, 7).heldOut().fingerprint())
                .isNotEqualTo(Holdout.of(data, 0.2, 8).heldOut().fingerprint());
    }

    @Test
    void aRangeHasThePicturesInTheirOrderAndEndsWithTheSet() throws Exception {
        Dataset range = Holdout.range(data, 90, 40);
        assertThat(range.size()).isEqualTo(10);
        assertThat(range.image(0)).isEqualTo(data.image(90));
        assertThat(range.label(9)).isEqualTo(data.label(99));
        assertThat(range.fingerprint()).isNotEqualTo(Holdout.range(data, 89, 10).fingerprint());
    }

    @Test
    void refusesAShareThatLeavesNothing() {
        assertThatThrownBy(() -> Holdout.of(data, 0, 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Holdout.of(data, 0.95, 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Holdout.of(new Numbered(1, 1), 0.5, 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("only 1");
    }
}
