package dev.secateur.views.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    @Test
    void changesAlwaysBearASign() {
        assertThat(Figures.change(4.72, 6.55)).isEqualTo("+38.8 %");
        assertThat(Figures.change(0.258, 0.241)).isEqualTo("\u22126.6 %");
        assertThat(Figures.change(5, 5)).isEqualTo("0.0 %");
        assertThat(Figures.change(1_000_000, 1_000_001)).isEqualTo("0.0 %");
        assertThat(Figures.change(0, 7)).isEqualTo(Figures.UNKNOWN);
        assertThat(Figures.difference(19, 16)).isEqualTo("\u22123");
        assertThat(Figures.difference(16, 19)).isEqualTo("+3");
    }

    @Test
    void largeNumbersAreShortButSmallOnesExact() {
        assertThat(Figures.large(4672)).isEqualTo("4,672");
        assertThat(Figures.large(40_551_040)).isEqualTo("40.55 M");
        assertThat(Figures.large(1_820_000_000)).isEqualTo("1.82 G");
        assertThat(Figures.millions(2_359_296)).isEqualTo("2.36");
        assertThat(Figures.millions(640)).isEqualTo("0.0006");
        assertThat(Figures.bytes(16_384)).isEqualTo("16.0 KB");
    }

    @Test
    void significantDigitsFollowTheSize() {
        assertThat(Figures.significant(0.21734)).isEqualTo("0.2173");
        assertThat(Figures.significant(-312.52)).isEqualTo("\u2212312.5");
        assertThat(Figures.significant(1.2e-7)).isEqualTo("1.20e\u22127");
        assertThat(Figures.significant(0)).isEqualTo("0");
    }

    @Test
    void aNumberThatRoundsToNothingHasNoMinus() {
        assertThat(Figures.decimal(-0.001, 2)).isEqualTo("0.00");
    }
}
