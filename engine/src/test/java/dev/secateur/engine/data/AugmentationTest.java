package dev.secateur.engine.data;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class AugmentationTest {

    private static final Dataset.Extents SMALL = new Dataset.Extents(1, 2, 3);
    private static final float[] PICTURE = {1, 2, 3, 4, 5, 6};

    @Test
    void mirrorsHalfOfThePictures() {
        int mirrored = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] changed = apply(new Augmentation(true, 0, 0), PICTURE, SMALL, seed);
            assertThat(changed).isIn(PICTURE, new float[]{3, 2, 1, 6, 5, 4});
            mirrored += changed[0] == 3 ? 1 : 0;
        }
        assertThat(mirrored).isBetween(70, 130);
    }

    @Test
    void movesByWholePixelsAndFillsWithBlack() {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            seen.add(java.util.Arrays.toString(apply(new Augmentation(false, 1, 0), PICTURE, SMALL, seed)));
        }
        assertThat(seen).hasSize(9).contains("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", "[5.0, 6.0, 0.0, 0.0, 0.0, 0.0]",
                "[0.0, 0.0, 0.0, 0.0, 1.0, 2.0]");
    }

    @Test
    void coloursStayWithinTheirRangeAndGreyStaysGrey() {
        Dataset.Extents colour = new Dataset.Extents(3, 1, 2);
        float[] picture = {250, 10, 250, 10, 250, 10};
        for (int seed = 0; seed < 50; seed++) {
            float[] changed = apply(new Augmentation(false, 0, 0.4), picture, colour, seed);
            for (int i = 0; i < 2; i++) {
                assertThat(changed[i]).isBetween(0f, 255f);
                assertThat(changed[i + 2]).isCloseTo(changed[i], within(1e-3f));
                assertThat(changed[i + 4]).isCloseTo(changed[i], within(1e-3f));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSamePicture() {
        Augmentation all = new Augmentation(true, 1, 0.2);
        assertThat(apply(all, PICTURE, SMALL, 5)).isEqualTo(apply(all, PICTURE, SMALL, 5));
    }

    private static float[] apply(Augmentation augmentation, float[] picture, Dataset.Extents extents, long seed) {
        float[] target = new float[picture.length];
        augmentation.apply(picture, extents, target, 0, Shuffle.mix(seed, 0, 0));
        return target;
    }
}
