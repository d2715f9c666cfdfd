package dev.secateur.views.text;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ReportTextTest {

    private record Part(long bytesBefore, double ratio, @Nullable String why) {}

    private record Whole(int blocksRemoved, long peakBytes, Part part, @Nullable Part none, List<Integer> all) {}

    @Test
    void groupsAreOneLineAndBytesHaveUnitsAndNothingIsWrittenOfWhatIsNotThere() {
        assertThat(ReportText.lines(new Whole(3, 2048, new Part(1024, 1.5, null), null, List.of(1))))
                .containsExactly("blocks removed: 3", "peak: " + Figures.bytes(2048),
                        "part: before " + Figures.bytes(1024) + ", ratio " + Figures.significant(1.5));
    }
}
