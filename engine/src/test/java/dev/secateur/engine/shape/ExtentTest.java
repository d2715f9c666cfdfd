package dev.secateur.engine.shape;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.tensor.Dim;

import static org.assertj.core.api.Assertions.assertThat;

class ExtentTest {

    private static final Extent H = Extent.named("height");
    private static final Extent W = Extent.named("width");

    @Test
    void writesAConvolutionsExtentAsPeopleDo() {
        assertThat(H.plus(2 - 3 + 2).floorOver(2)).hasToString("floor((height + 1) / 2)");
    }

    @Test
    void nestedRoundedQuotientsBecomeOne() {
        Extent halved = H.plus(1).floorOver(2);
        assertThat(halved.plus(1).floorOver(2)).hasToString("floor((height + 3) / 4)");
        assertThat(halved.floorOver(2).floorOver(3)).hasToString("floor((height + 1) / 12)");
    }

    @Test
    void roundedQuotientsCancelWhatDivides() {
        assertThat(H.times(4).floorOver(2)).hasToString("2*height");
        assertThat(H.times(4).plus(3).floorOver(2)).hasToString("2*height + 1");
        assertThat(H.times(2).plus(1).floorOver(4)).hasToString("floor(height / 2)");
        assertThat(H.plus(-1).floorOver(2).plus(1)).isEqualTo(H.plus(1).floorOver(2));
    }

    @Test
    void sumsAndProductsHaveANormalForm() {
        Extent product = H.plus(1).times(W.plus(-2));
        assertThat(product).hasToString("height*width - 2*height + width - 2");
        assertThat(product).isEqualTo(W.plus(-2).times(H.plus(1)));
        assertThat(H.minus(H)).isEqualTo(Extent.ZERO);
    }

    @Test
    void exactQuotientsOfPolynomialsAreFound() {
        assertThat(H.plus(1).times(W).times(64).exactlyOver(H.plus(1).times(16))).isEqualTo(W.times(4));
        assertThat(H.times(W).exactlyOver(W)).isEqualTo(H);
        assertThat(H.times(3).exactlyOver(Extent.of(2))).isNull();
        assertThat(H.plus(1).exactlyOver(W)).isNull();
        assertThat(H.exactlyOver(Extent.ZERO)).isNull();
    }

    @Test
    void whatOverflowsIsUnknown() {
        assertThat(Extent.of(Long.MAX_VALUE).plus(1).isUnknown()).isTrue();
        assertThat(Extent.of(Long.MIN_VALUE).times(Extent.of(-1)).isUnknown()).isTrue();
        assertThat(H.times(Long.MAX_VALUE).times(2).isUnknown()).isTrue();
        assertThat(Extent.of(Long.MIN_VALUE).minus(Extent.of(1)).isUnknown()).isTrue();
    }

    @Test
    void whatGrowsTooLongIsUnknown() {
        Extent sum = Extent.ZERO;
        for (int i = 0; i < 20; i++) {
            sum = sum.plus(Extent.named("s" + i));
        }
        assertThat(sum.isUnknown()).isTrue();
        assertThat(Extent.product(List.of(H, H, H, H, H, H, H, H, H)).isUnknown()).isTrue();
    }

    @Test
    void unknownIsNotTheSameAsUnknown() {
        assertThat(Extent.UNKNOWN.isSame(Extent.UNKNOWN)).isFalse();
        assertThat(Extent.UNKNOWN.times(Extent.ZERO)).isEqualTo(Extent.ZERO);
        assertThat(Extent.UNKNOWN.plus(1).isUnknown()).isTrue();
    }

    @Test
    void negativeNumbersAreNoExtents() {
        assertThat(Extent.of(-1).toDim()).isEqualTo(Dim.UNKNOWN);
        assertThat(Extent.of(Dim.of("batch")).toDim()).isEqualTo(Dim.of("batch"));
    }

    @Test
    void divisionByWhatMayBeZeroOrNegativeIsUnknown() {
        assertThat(H.floorOver(Extent.ZERO).isUnknown()).isTrue();
        assertThat(H.floorOver(Extent.of(-2)).isUnknown()).isTrue();
        assertThat(H.plus(1).floorOver(W)).hasToString("floor((height + 1) / width)");
    }
}
