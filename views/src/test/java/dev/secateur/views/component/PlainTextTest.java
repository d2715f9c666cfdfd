package dev.secateur.views.component;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTest {

    @Test
    void takesATextApartByKind() {
        List<PlainText.Block> blocks = PlainText.blocks("""
                # title
                First line
                goes on.

                - one
                - two, which
                  goes on

                | a | b |
                |---|---|
                | 1 | 2 |

                ```
                code # stays
                ```
                """);
        assertThat(blocks).extracting(PlainText.Block::kind).containsExactly(PlainText.Kind.HEADING,
                PlainText.Kind.PARAGRAPH, PlainText.Kind.ITEM, PlainText.Kind.ITEM, PlainText.Kind.TABLE,
                PlainText.Kind.CODE);
        assertThat(blocks.get(1).lines()).containsExactly("First line", "goes on.");
        assertThat(blocks.get(3).lines()).hasSize(2);
        assertThat(blocks.get(4).lines()).hasSize(3);
        assertThat(blocks.get(5).lines()).containsExactly("code # stays");
    }

    @Test
    void marksForEmphasisCodeAndLinksAreLeftOut() {
        assertThat(PlainText.plain("**bold**, `code` and [a link](there.md)")).isEqualTo("bold, code and a link");
    }
}
