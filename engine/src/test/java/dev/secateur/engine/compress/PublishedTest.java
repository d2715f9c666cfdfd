package dev.secateur.engine.compress;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.scop.Scop;
import dev.secateur.engine.compress.slimming.Slimming;

import static org.assertj.core.api.Assertions.assertThat;

class PublishedTest {

    @Test
    void everyFigureHasAPlaceOnTwoAxesAndASource() {
        for (Method<?> method : Methods.all()) {
            for (Published figure : Published.of(method)) {
                assertThat(figure.top1()).as(figure.name()).isBetween(0.3, 1.0);
                assertThat(figure.parameters() != null || figure.macs() != null || figure.bytes() != null)
                        .as(figure.name()).isTrue();
                assertThat(figure.source()).as(figure.name()).hasSizeGreaterThan(40);
            }
        }
    }

    @Test
    void figuresAreFoundByTheirData() {
        List<Published> ten = Published.on("cifar10");
        assertThat(ten).extracting(Published::name).contains("ResNet-164, 40 % cut");
        assertThat(ten).allMatch(p -> p.data().equals("cifar10"));
        assertThat(Published.of(new Slimming())).isNotEmpty();
        assertThat(Published.of(new Scop())).extracting(Published::data).contains("imagenet", "cifar10");
    }
}
