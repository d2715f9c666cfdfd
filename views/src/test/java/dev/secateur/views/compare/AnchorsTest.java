package dev.secateur.views.compare;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnchorsTest {

    private final Anchors anchors = new Anchors(List.of(new double[]{10, 10}, new double[]{110, 60},
            new double[]{210, 160}));

    @Test
    void whatIsInBothStandsBesideItself() {
        assertThat(anchors.toSecond(110)).isEqualTo(60);
        assertThat(anchors.toFirst(160)).isEqualTo(210);
    }

    @Test
    void betweenAnchorsPlacesAreInProportionAndBeyondThemAtTheSameDistance() {
        assertThat(anchors.toSecond(60)).isEqualTo(35);
        assertThat(anchors.toSecond(250)).isEqualTo(200);
        assertThat(anchors.toSecond(0)).isEqualTo(0);
    }

    @Test
    void withoutAnythingInCommonBothScrollAlike() {
        assertThat(new Anchors(List.of()).toSecond(42)).isEqualTo(42);
    }
}
