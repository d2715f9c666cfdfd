package dev.secateur.views.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NodeNamesTest {

    @ParameterizedTest
    @CsvSource({"/layer1/layer1.0/bn1/BatchNormalization, layer1.0.bn1",
        "/layer1/layer1.0/conv1/Conv filters, layer1.0.conv1 filters",
        "a /layer1/layer1.0/conv1/Conv columns 0.5, a layer1.0.conv1 columns 0.5",
        "/conv1/Conv, /conv1/Conv",
        "stem/bn, stem/bn",
        "stage1.block1.conv1, stage1.block1.conv1",
        "/a$1/b/c/Op, b.c"})
    void pathsOfModulesBecomeTheirLastTwo(String given, String brief) {
        assertThat(NodeNames.brief(given)).isEqualTo(brief);
    }
}
