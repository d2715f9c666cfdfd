package dev.secateur.views.component;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.views.component.Markdown.Style;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTest {

    @Test
    void takesATextApartByKind() {
        List<Markdown.Block> blocks = Markdown.blocks("""
                # title
                First line
                goes on.

                - one
                - two, which
                  goes on

                | a | b |
                |---|--:|
                | 1 |

                ```
                code # stays
                ```
                """);
        assertThat(blocks).containsExactly(new Markdown.Heading(1, "title"),
                new Markdown.Paragraph("First line goes on."), new Markdown.Item(0, "•", "one"),
                new Markdown.Item(0, "•", "two, which goes on"),
                new Markdown.Table(List.of(List.of("a", "b"), List.of("1", ""))), new Markdown.Code("code # stays"));
    }

    @Test
    void listsStandInListsWithTheirNumbers() {
        assertThat(Markdown.blocks("1. first\n   goes on\n   - inner\n     too\n2. second\nand more")).containsExactly(
                new Markdown.Item(0, "1.", "first goes on"), new Markdown.Item(1, "•", "inner too"),
                new Markdown.Item(0, "2.", "second and more"));
    }

    @Test
    void wordsHaveTheirStyles() {
        assertThat(Markdown.spans("**bold**, *slanted*: `a * b` and [a *link*](there.md) of 2 * 3 * 4"))
                .extracting(Markdown.Span::style, Markdown.Span::text).containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Style.BOLD, "bold"),
                        org.assertj.core.groups.Tuple.tuple(Style.PLAIN, ", "),
                        org.assertj.core.groups.Tuple.tuple(Style.SLANTED, "slanted"),
                        org.assertj.core.groups.Tuple.tuple(Style.PLAIN, ": "),
                        org.assertj.core.groups.Tuple.tuple(Style.CODE, "a * b"),
                        org.assertj.core.groups.Tuple.tuple(Style.PLAIN, " and "),
                        org.assertj.core.groups.Tuple.tuple(Style.LINK, "a link"),
                        org.assertj.core.groups.Tuple.tuple(Style.PLAIN, " of 2 * 3 * 4"));
        assertThat(Markdown.words("[widths](../widths.md)`x`")).isEqualTo("widthsx");
    }
}
