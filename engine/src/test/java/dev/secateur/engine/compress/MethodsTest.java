package dev.secateur.engine.compress;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class MethodsTest {

    @Test
    void everyMethodOfTheListIsThereOnce() {
        assertThat(Methods.all()).isNotEmpty();
        assertThat(Methods.all().stream().map(m -> m.info().id())).contains("depth-merge").doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    @Test
    void everyConfigurationSaysWhatItsValuesAre() {
        for (Method<?> method : Methods.all()) {
            assertThat(Setting.of(method.defaults())).as(method.info().id()).isNotEmpty()
                    .allMatch(s -> !s.param().label().isBlank() && s.param().help().endsWith("."));
        }
    }

    @Test
    void anUnknownNameOffersTheNearest() throws Exception {
        assertThat(Methods.named("depth-merge").info().id()).isEqualTo("depth-merge");
        assertThatThrownBy(() -> Methods.named("depth_merge")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("did you mean depth-merge");
    }

    @Test
    void nearestNamesAreBestFirstAndFew() {
        var names = java.util.List.of("stage1.block1", "stage1.block2", "stage2.block1", "stage10.block1", "other");

        assertThat(NearestNames.of("stage1.blok1", names)).first().isEqualTo("stage1.block1");
        assertThat(NearestNames.of("stage1.blok1", names)).hasSize(3);
        assertThat(NearestNames.of("qqqqqqqqqqqqqqqqqqqq", names)).isEmpty();
        assertThat(NearestNames.hint("qqqqqqqqqqqqqqqqqqqq", names)).startsWith("there are stage1.block1");
    }
}
