package dev.secateur.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LateLoopsTest {

    private static final RoundingBlock.Grid GRID = new RoundingBlock.Grid(new Grids(1, new float[1], new float[1],
            new float[1]));

    private final List<String> asked = new ArrayList<>();
    private final LateLoops loops = new LateLoops(named("first"), named("then"));

    private Loops named(String name) {
        return new Loops() {
            @Override
            public RoundingBlock rounding(float[] values, RoundingBlock.Grid grid, long roundings) {
                asked.add(name);
                return Loops.plain().rounding(values, grid, roundings);
            }

            @Override
            public PairTile pairs(PairTile.Rows rows) {
                asked.add(name);
                return Loops.plain().pairs(rows);
            }
        };
    }

    private long askedForOthers(int times, long work) {
        asked.clear();
        IntStream.range(0, times).forEach(i -> loops.rounding(new float[1], GRID, work));
        return asked.stream().filter("then"::equals).count();
    }

    @Test
    void theOthersComeAfterMuchWorkAndSeldomAtFirst() {
        assertThat(askedForOthers(64, LateLoops.ROUNDED / 64)).isZero();
        assertThat(askedForOthers(128, LateLoops.ROUNDED / 128)).isEqualTo(2);
        assertThat(askedForOthers(10, 1)).isEqualTo(10);
    }

    @Test
    void oneKindOfWorkIsNoReasonForTheOther() {
        askedForOthers(3, LateLoops.ROUNDED);
        asked.clear();
        loops.pairs(new PairTile.Rows(new float[0], 1 << 11, 0, false));
        assertThat(asked).containsExactly("first");
        loops.pairs(new PairTile.Rows(new float[0], 1 << 16, 1, false));
        loops.pairs(new PairTile.Rows(new float[0], 1 << 16, 1, false));
        loops.pairs(new PairTile.Rows(new float[0], 1 << 16, 1, false));
        assertThat(asked).containsExactly("first", "first", "then", "then");
    }
}
