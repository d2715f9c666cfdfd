package dev.secateur.views.form;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.Param;

import static org.assertj.core.api.Assertions.assertThat;

/// Public, as configurations are: they are read by reflection.
public class FormModelTest {

    public enum Order {
        FIRST, LAST
    }

    public record Inner(@Param(label = "Rate", min = 0, max = 1, help = "A part.") double rate) {}

    public record Config(@Param(label = "Count", unit = "blocks", min = 0, max = 5, help = "So many.") int count,
            @Param(label = "Names", help = "Some.") List<String> names,
            @Param(label = "Order", help = "Which.") Order order,
            @Param(label = "Within", help = "More.") Inner inner) {
        public Config {
            names = List.copyOf(names);
            if (count > 0 && !names.isEmpty()) {
                throw new IllegalArgumentException("named and counted at once");
            }
        }
    }

    private final Config defaults = new Config(1, List.of(), Order.FIRST, new Inner(0.5));
    private final FormModel<Config> form = new FormModel<>(defaults);

    private FormField field(String key) {
        return form.field(key).orElseThrow();
    }

    @Test
    void eachSettingIsAFieldThatOfRecordsWithinIncluded() {
        assertThat(form.fields()).extracting(f -> f.setting().key()).containsExactly("count", "names", "order",
                "inner.rate");
        assertThat(form.fields()).extracting(f -> f.setting().group()).containsExactly("", "", "", "Within");
        assertThat(form.configProperty().get()).isEqualTo(defaults);
    }

    @Test
    void aValueOutOfRangeIsAnErrorAtItsFieldAndLeavesNoConfiguration() {
        field("inner.rate").textProperty().set("2");
        assertThat(field("inner.rate").errorProperty().get()).isEqualTo("It must be 0 to 1");
        assertThat(form.configProperty().get()).isNull();
        field("inner.rate").textProperty().set(" 0.25 ");
        assertThat(form.configProperty().get()).isEqualTo(new Config(1, List.of(), Order.FIRST, new Inner(0.25)));
        field("count").textProperty().set("many");
        assertThat(field("count").errorProperty().get()).contains("0 to 5 blocks");
    }

    @Test
    void valuesThatDoNotGoTogetherAreAnErrorOfTheWhole() {
        field("names").textProperty().set("a, b");
        assertThat(form.configProperty().get()).isNull();
        assertThat(form.errorProperty().get()).contains("named and counted at once");
        field("count").textProperty().set("0");
        assertThat(form.errorProperty().get()).isEmpty();
        assertThat(form.configProperty().get()).isEqualTo(
                new Config(0, List.of("a", "b"), Order.FIRST, new Inner(0.5)));
    }

    @Test
    void aChangedValueIsMarkedAndGoesBackToItsDefault() {
        assertThat(field("order").changed().get()).isFalse();
        field("order").textProperty().set("LAST");
        assertThat(field("order").changed().get()).isTrue();
        form.reset();
        assertThat(form.configProperty().get()).isEqualTo(defaults);
    }
}
