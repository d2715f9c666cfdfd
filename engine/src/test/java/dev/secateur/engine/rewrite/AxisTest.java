package dev.secateur.engine.rewrite;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class AxisTest {

    @Test
    void composedOutputsAreAsManyAsThoseOfBothInARow() {
        for (int stride1 = 1; stride1 <= 3; stride1++) {
            for (int pad = 0; pad <= 2; pad++) {
                Axis first = new Axis(3, stride1, pad, 1);
                Axis second = new Axis(3, 2, 1, pad);
                for (long extent = 9; extent < 30; extent++) {
                    assertThat(first.then(second).outputs(extent)).isEqualTo(second.outputs(first.outputs(extent)));
                }
            }
        }
    }

    @Test
    void twoKernelsOfThreeMakeOneOfFive() {
        Axis three = new Axis(3, 1, 1, 1);

        assertThat(three.then(three)).isEqualTo(new Axis(5, 1, 2, 2));
        assertThat(three.withStride(2).then(three)).isEqualTo(new Axis(7, 2, 3, 3));
        assertThat(new Axis(1, 1, 0, 0).then(three)).isEqualTo(three);
    }

    @Test
    void coveringGivesAsManyOutputsAsTheLargerOne() {
        Axis main = new Axis(3, 2, 0, 1);
        Axis both = java.util.Objects.requireNonNull(main.covering(new Axis(1, 2, 0, 0)));

        assertThat(both.outputs(32)).isEqualTo(main.outputs(32));
        assertThat(main.covering(new Axis(1, 1, 0, 0))).isNull();
    }

    @Test
    void aMiddleTapNeedsPaddingOnBothSides() {
        assertThat(new Axis(3, 1, 1, 1).hasCentreTap()).isTrue();
        assertThat(new Axis(3, 2, 0, 1).hasCentreTap()).isFalse();
        assertThat(new Axis(4, 1, 2, 2).hasCentreTap()).isFalse();
        assertThat(new Axis(3, 1, 2, 2).centreTap()).isEqualTo(new Axis(1, 1, 1, 1));
    }
}
