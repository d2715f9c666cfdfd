package dev.secateur.views.canvas.paint;

import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

import dev.secateur.views.canvas.paint.TextFit.FaceSize;
import dev.secateur.views.theme.Typeface;

import static org.assertj.core.api.Assertions.assertThat;

class TextFitTest {
    private static final FaceSize FONT = new FaceSize(Typeface.TEXT, 12.5);

    private final TextFit text = new TextFit();

    @BeforeAll
    static void startTheToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void aTextThatFitsStaysWhole() {
        assertThat(text.fit(FONT, "stage1.block1", 120)).isEqualTo("stage1.block1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 20, 55.5, 100, 183})
    void aLongTextIsCutToTheMostThatFits(double width) {
        String name = "model/features/denseblock3/denselayer17/conv2";
        String fitted = text.fit(FONT, name, width);
        assertThat(text.width(FONT, fitted)).isLessThanOrEqualTo(width);
        if (!fitted.isEmpty()) {
            assertThat(fitted).endsWith("…");
            String kept = fitted.substring(0, fitted.length() - 1);
            assertThat(name).startsWith(kept);
            String longer = name.substring(0, kept.length() + 1) + "…";
            assertThat(text.width(FONT, longer)).isGreaterThan(width);
        }
    }

    @Test
    void tenThousandCharactersAreCutLikeAHundred() {
        String name = "layer.".repeat(1_700);
        assertThat(text.fit(FONT, name, 150)).isEqualTo(text.fit(FONT, name.substring(0, 100), 150));
    }

    @Test
    void anEmojiOfSeveralCodePointsIsNeverSplit() {
        String family = "👩‍👩‍👧‍👦";
        String fitted = text.fit(FONT, family.repeat(30), 60);
        String kept = fitted.substring(0, fitted.length() - 1);
        assertThat(kept.length() % family.length()).isZero();
    }

    @Test
    void controlCharactersBecomeBlanks() {
        assertThat(text.fit(FONT, "a\nb\u0000c", 100)).isEqualTo("a b c");
    }

    @Test
    void nothingFitsIntoNothing() {
        assertThat(text.fit(FONT, "conv", 0)).isEmpty();
        assertThat(text.fit(FONT, "conv", 1)).isEmpty();
    }
}
