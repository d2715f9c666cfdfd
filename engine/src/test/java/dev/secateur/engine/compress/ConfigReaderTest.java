package dev.secateur.engine.compress;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ConfigReaderTest {

    private static final Sample BASE = new Sample(0.5, 3, true, "plain", List.of("a"), Speed.SLOW_DOWN,
            new Sample.Inner(0.1, 7L));

    enum Speed {
        SLOW_DOWN, FAST;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    record Sample(@Param(label = "Rate", min = 0, max = 1, help = "A fraction.") double rate,
            @Param(label = "Epochs", unit = "epochs", min = 1, help = "How long.") int epochs,
            @Param(label = "Distil", help = "Whether.") boolean distill,
            @Param(label = "Name", help = "A text.") String name,
            @Param(label = "Blocks", help = "Some names.") List<String> blocks,
            @Param(label = "Speed", help = "A choice.") Speed speed, Inner finetune) {

        Sample {
            if (rate == 1 && epochs == 1) {
                throw new IllegalArgumentException("a rate of 1 needs more than an epoch");
            }
        }

        record Inner(@Param(label = "Learning rate", min = 0, help = "A step.") double lr,
                @Param(label = "Seed", help = "A number.") long seed) {}
    }

    private static Sample read(String... assignments) throws ProblemException {
        return ConfigReader.read(BASE, List.of(assignments));
    }

    @Test
    void readsEveryKindOfValue() throws Exception {
        assertThat(read("rate=0.25", "epochs=5", "distill=false", "name=x=y", "blocks=p, q,", "speed=fast",
                "finetune.lr=1e-3", "finetune.seed=-4"))
                .isEqualTo(new Sample(0.25, 5, false, "x=y", List.of("p", "q"), Speed.FAST,
                        new Sample.Inner(0.001, -4L)));
    }

    @Test
    void whatIsNotSaidStaysAsItWas() throws Exception {
        assertThat(read()).isEqualTo(BASE);
        assertThat(read("blocks=")).isEqualTo(new Sample(0.5, 3, true, "plain", List.of(), Speed.SLOW_DOWN,
                BASE.finetune()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"epoch=3|did you mean epochs", "finetune.lt=3|did you mean finetune.lr",
        "zzzzzzzzzzz=1|there are rate, epochs", "epochs|KEY=VALUE", "=3|KEY=VALUE"})
    void offersTheNearestNames(String assignment, String hint) {
        assertThatThrownBy(() -> read(assignment)).isInstanceOf(ProblemException.class).hasMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rate=1.5|0 to 1", "rate=NaN|0 to 1", "rate=fast|0 to 1",
        "epochs=0|1 epochs or more", "epochs=2.5|1 epochs or more", "distill=yes|true or false",
        "speed=medium|slow-down or fast", "finetune.seed=x|a whole number"})
    void namesTheRangeOfAValueThatDoesNotFit(String assignment, String range) {
        assertThatThrownBy(() -> read(assignment)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("it must be " + range)
                .hasMessageContaining(assignment.substring(0, assignment.indexOf('=')));
    }

    @Test
    void tellsWhyTheRecordRefusesValuesTogether() {
        assertThatThrownBy(() -> read("rate=1", "epochs=1")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("a rate of 1 needs more than an epoch");
    }

    @Test
    void settingsDescribeThemselvesWithTheTextThatReadsBack() throws Exception {
        List<Setting> settings = Setting.of(BASE);

        assertThat(settings.stream().map(Setting::key)).containsExactly("rate", "epochs", "distill", "name", "blocks",
                "speed", "finetune.lr", "finetune.seed");
        String[] all = settings.stream().map(s -> s.key() + "=" + s.text()).toArray(String[]::new);
        assertThat(read(all)).isEqualTo(BASE);
    }

    @Test
    void survivesJson() throws Exception {
        assertThat(ConfigJson.write(BASE)).contains("\"speed\":\"slow-down\"").doesNotContain("Sample");
        assertThat(ConfigJson.read(Sample.class, ConfigJson.write(BASE))).isEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"\"epochs\":3|\"epochs\":3,\"colour\":1|colour",
        "\"epochs\":3|\"epochs\":0|1 epochs or more", "\"epochs\":3,||epochs", "slow-down|medium|medium"})
    void refusesJsonThatIsNoSuchConfiguration(String part, String instead, String reason) {
        String json = ConfigJson.write(BASE).replace(part, instead == null ? "" : instead);

        assertThatThrownBy(() -> ConfigJson.read(Sample.class, json)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> ConfigJson.read(Sample.class, "rate = 1")).isInstanceOf(ProblemException.class);
    }
}
