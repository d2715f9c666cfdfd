package dev.secateur.views.canvas.picture;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import dev.secateur.views.canvas.SampleDiagrams;
import dev.secateur.views.canvas.layout.DiagramLayout;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.Link;
import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.canvas.paint.Highlights;
import dev.secateur.views.canvas.paint.PaintStyle;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.paint.ScenePainter.Picture;
import dev.secateur.views.theme.OperatorClass;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

import static org.assertj.core.api.Assertions.assertThat;

class PictureTest {
    @BeforeAll
    static void startTheToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPngReadsBackAsTheSamePixels(boolean opaque) throws TimeoutException {
        SplittableRandom random = new SplittableRandom(7);
        WritableImage image = new WritableImage(37, 23);
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                int alpha = opaque || x % 3 == 0 ? 0xFF : 0;
                int color = alpha == 0 ? 0 : random.nextInt(1 << 24);
                image.getPixelWriter().setArgb(x, y, alpha << 24 | color);
            }
        }
        Image read = new Image(new ByteArrayInputStream(PngEncoder.encode(image)));
        assertThat(read.isError()).isFalse();
        assertThat(read.getWidth()).isEqualTo(37);
        assertThat(read.getHeight()).isEqualTo(23);
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                assertThat(read.getPixelReader().getArgb(x, y)).isEqualTo(image.getPixelReader().getArgb(x, y));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aWholeSceneIsDrawnWithItsGroundAndItsBoxes(Theme theme) throws TimeoutException {
        GraphScene scene = resNet();
        Picture picture = Picture.of(scene, PaintStyle.of(theme));
        WritableImage image = FxToolkit.setupFixture(() -> new SceneImage(picture, 1).image());
        assertThat(image.getWidth()).isEqualTo(Math.ceil(scene.bounds().w()));
        assertThat(image.getHeight()).isEqualTo(Math.ceil(scene.bounds().h()));
        assertThat(color(image, 3, 3)).isEqualTo(Token.GROUND.in(theme));
        Rect stem = scene.find(2).orElseThrow().bounds();
        assertThat(color(image, stem.x() + 4, stem.y() + 10)).isEqualTo(OperatorClass.CONVOLUTION.in(theme));
    }

    @Test
    void aHugeSceneIsScaledDown() {
        Rect huge = new Rect(0, 0, 400, 900_000);
        double zoom = SceneImage.possibleZoom(huge, 1);
        assertThat(zoom * huge.h()).isLessThanOrEqualTo(32_000);
        assertThat(SceneImage.possibleZoom(new Rect(0, 0, 800, 600), 2)).isEqualTo(2);
    }

    @Test
    void aSceneOfWhichNoPngWouldShowAWordIsRefusedInOneSentence() {
        Rect endless = new Rect(0, 0, 300, 900_000);
        assertThat(SceneImage.refusal(endless, 2)).get().asString().contains("300 × 900,000 px").doesNotContain("\n");
        assertThat(SceneImage.refusal(new Rect(0, 0, 8_000, 40_000), 2)).isEmpty();
        assertThat(SceneImage.refusal(new Rect(0, 0, 50_000, 30_000), 0.05)).as("a view from far away").isEmpty();
    }

    @Test
    void aPartOfASceneIsTheSamePixelsStripByStrip() throws Exception {
        Picture picture = Picture.of(resNet(), PaintStyle.of(Theme.LIGHT));
        Rect part = new Rect(100, 60, 640, 700);
        WritableImage image = FxToolkit.setupFixture(() -> new SceneImage(picture, part, 1).image());
        byte[] png = new SceneImage(picture, part, 1).png(strip -> {
            try {
                return FxToolkit.setupFixture(strip::get);
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
        Image read = new Image(new ByteArrayInputStream(png));
        assertThat(read.getWidth()).isEqualTo(640);
        assertThat(read.getHeight()).isEqualTo(700);
        for (int y = 0; y < 700; y += 7) {
            for (int x = 0; x < 640; x += 5) {
                assertThat(read.getPixelReader().getArgb(x, y)).isEqualTo(image.getPixelReader().getArgb(x, y));
            }
        }
    }

    @Test
    void anSvgOfAPartShowsThatPart() {
        String svg = new ScenePainter().svg(Picture.of(resNet(), PaintStyle.of(Theme.LIGHT)),
                new Rect(10, 20, 300, 200));
        assertThat(svg).contains("viewBox=\"0 0 300 200\"");
    }

    @Test
    void anSvgIsWellFormedAndHoldsTheTexts() throws Exception {
        GraphScene scene = resNet();
        Marks marks = Marks.of(Map.of(
                210L, Mark.refused("Slice & Pad < 2"), 120L, Mark.merged("2 in 1"), 130L,
                Mark.removed(0.5, "8 of 16")));
        Picture picture = new Picture(
                scene, PaintStyle.of(Theme.LIGHT), marks, new Highlights(Set.of(110L), Set.of(220L), 230L, null));
        String svg = FxToolkit.setupFixture(() -> new ScenePainter().svg(picture));
        assertThat(texts(svg)).contains("stage1.block1", "BatchNorm", "Slice & Pad < 2", "0.258 ms", "stage3");
    }

    @Test
    void anSvgHoldsNamesOfEveryKindEscapedAndCut() throws Exception {
        String longName = "encoder.layer.".repeat(800);
        List<String> names = List.of(longName, "<a href=\"x\">&amp;", "שכבה.קונבולוציה", "👩‍👩‍👧‍👦".repeat(40),
                "tab\tand\u0000null", "");
        List<Box> boxes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boxes.add(SampleDiagrams.node(
                    i, Box.NO_PARENT, names.get(i), new Row(OperatorClass.LINEAR, names.get(i))));
            if (i > 0) {
                links.add(new Link(i - 1, i));
            }
        }
        GraphScene scene = new DiagramLayout()
                .layout(new Diagram(boxes, links), new LayoutOptions(Set.of(), Arrangement.ONE_COLUMN, 500));
        String svg = FxToolkit.setupFixture(
                () -> new ScenePainter().svg(Picture.of(scene, PaintStyle.of(Theme.DARK))));
        assertThat(texts(svg)).anyMatch(text -> text.startsWith("encoder.layer") && text.endsWith("…"));
        assertThat(texts(svg)).contains("<a href=\"x\">&amp;", "שכבה.קונבולוציה", "tab and null");
        assertThat(svg.length()).isLessThan(20_000);
    }

    private static List<String> texts(String svg) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        NodeList nodes = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static GraphScene resNet() {
        return new DiagramLayout()
                .layout(
                        SampleDiagrams.resNet20(),
                        new LayoutOptions(Set.of(100L, 200L, 300L, 310L), Arrangement.COLUMNS, 530));
    }

    private static Color color(WritableImage image, double x, double y) {
        return image.getPixelReader().getColor((int) Math.round(x), (int) Math.round(y));
    }
}
