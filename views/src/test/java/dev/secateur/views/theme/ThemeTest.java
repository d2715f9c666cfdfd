package dev.secateur.views.theme;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

import static org.assertj.core.api.Assertions.assertThat;

class ThemeTest {
    private Button button;
    private Scene scene;

    @BeforeEach
    void openAWindow() throws TimeoutException {
        Stage stage = FxToolkit.registerPrimaryStage();
        button = FxToolkit.setupFixture(() -> new Button("Apply", Icon.MERGE.at(16)));
        scene = FxToolkit.setupFixture(() -> new Scene(new StackPane(button), 320, 200));
        FxToolkit.setupFixture(() -> {
            stage.setScene(scene);
            stage.show();
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textIsReadableOnEveryGroundItIsUsedOn(Theme theme) {
        for (Token ground : List.of(Token.CANVAS, Token.SUBTLE, Token.GROUND, Token.OVERLAY)) {
            for (Token text : List.of(Token.TEXT, Token.TEXT_MUTED, Token.ACCENT, Token.SUCCESS, Token.DANGER)) {
                assertThat(ColorScale.contrast(text.in(theme), ground.in(theme)))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void whiteIsReadableOnEveryOperatorClass(Theme theme) {
        for (OperatorClass operatorClass : OperatorClass.values()) {
            assertThat(ColorScale.contrast(Color.WHITE, operatorClass.in(theme)))
                    .as(operatorClass.name())
                    .isGreaterThanOrEqualTo(4.0);
        }
    }

    @Test
    void aScalePassesThroughItsStopsAndHoldsItsEnds() {
        ColorScale scale = Theme.LIGHT.palette().sequential();
        assertThat(scale.at(0)).isEqualTo(Color.web("#f3f8e6"));
        assertThat(scale.at(0.5)).isEqualTo(Color.web("#56b4c3"));
        assertThat(scale.at(7)).isEqualTo(Color.web("#1b2c6b"));
        assertThat(scale.at(Double.NaN)).isEqualTo(scale.at(0));
        assertThat(scale.textAt(0)).isNotEqualTo(scale.textAt(1));
    }

    @Test
    void everyIconStaysInsideItsGrid() {
        assertThat(Arrays.stream(Icon.values()).filter(icon -> !icon.fitsGrid())).isEmpty();
    }

    @Test
    void everyFaceIsFoundUnderItsOwnFamily() {
        for (Typeface face : Typeface.values()) {
            String family = face.isMono() ? "JetBrains Mono" : "Inter";
            assertThat(face.at(12).getName()).startsWith(family);
            assertThat(face.at(12).getSize()).isEqualTo(12);
        }
    }

    @Test
    void switchingTheThemeChangesTheColoursThatStylesheetsSee() throws TimeoutException {
        FxToolkit.setupFixture(() -> Theme.LIGHT.applyTo(scene));
        assertThat(fill()).isEqualTo(Token.TEXT.in(Theme.LIGHT));
        FxToolkit.setupFixture(() -> Theme.DARK.applyTo(scene));
        assertThat(fill()).isEqualTo(Token.TEXT.in(Theme.DARK));
        assertThat(scene.getStylesheets()).containsExactlyElementsOf(Theme.DARK.stylesheets());
        assertThat(button.getFont().getFamily()).startsWith("Inter");
    }

    private Color fill() {
        button.applyCss();
        return (Color) button.getTextFill();
    }
}
