package dev.secateur.engine.job;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ProgressTest {

    private static final class Heard implements Progress {

        private final List<String> lines = new ArrayList<>();
        private boolean cancelled;

        @Override
        public void report(double fraction, String text) {
            lines.add(fraction + " " + text);
        }

        @Override
        public void check() {
            if (cancelled) {
                throw new CancelledException();
            }
        }
    }

    @Test
    void aPartAndItsNameAreTold() {
        Heard heard = new Heard();
        heard.part(0.5, 1).named(() -> "Merging, stage 4 of 4").report(0.5, "Comparing outputs");
        assertThat(heard.lines).containsExactly("0.75 Merging, stage 4 of 4: comparing outputs");
    }

    @Test
    void quietWorkTellsNothingAndIsCancelled() {
        Heard heard = new Heard();
        Progress quiet = heard.quiet();
        quiet.report(0.5, "Measuring");
        quiet.check();
        assertThat(heard.lines).isEmpty();
        heard.cancelled = true;
        assertThatThrownBy(quiet::check).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> quiet.report(0.6, "Measuring")).isInstanceOf(CancelledException.class);
    }
}
