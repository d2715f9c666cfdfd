package dev.secateur.engine.compress.updp;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class DepthSurveyTest {

    private static DepthSurvey survey() {
        return new DepthSurvey(10, List.of(row("a", 0.9, 2, 1), row("b", 0.5, 2, 0.5), row("c", 0.8, 1, 1.5),
                row("d", 0.7, 1, 0.5)), List.of());
    }

    private static DepthSurvey.Row row(String block, double redundancy, double before, double after) {
        return new DepthSurvey.Row(block, "3×3 + 3×3 → 3×3", 1, redundancy, before, after);
    }

    @Test
    void theMostRedundantBlocksThatSaveTimeAreProposedFirst() {
        assertThat(survey().proposed(10)).containsExactly("a");
        assertThat(survey().proposed(15)).containsExactly("a", "d");
        assertThat(survey().proposed(20)).containsExactly("a", "b");
        assertThat(survey().faster(List.of("a", "d"))).isCloseTo(15, within(1e-9));
    }

    @Test
    void whatCannotBeReachedIsProposedAsFarAsItCan() {
        assertThat(survey().most()).isCloseTo(30, within(1e-9));
        assertThat(survey().proposed(80)).containsExactly("a", "b", "d");
    }

    @Test
    void aGoalThatCannotBeReachedNamesTheMostThatCan() {
        List<Candidate> open = new Candidates(ResNet.of(20, new Pictures(1, 8, 4), 3))
                .searchable(dev.secateur.engine.block.Variant.CENTRE_TAP);
        UpdpConfig config = new UpdpConfig(List.of(), 0, 90, dev.secateur.engine.block.Variant.CENTRE_TAP,
                SlowMerge.KEEP, Schedule.defaults(), SearchPlan.defaults(), UpdpTest.TRAINING);
        BlockTimes times = new BlockTimes(10, java.util.Map.of(open.getFirst().id(),
                new BlockTimes.OfBlock(2, 1, false)));
        assertThatThrownBy(() -> Search.goal(open, config, times)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("10.0 %");
    }

    @Test
    void repairBringsAnySetToTheGoalAndNoFurther() {
        SplittableRandom random = new SplittableRandom(1);
        Goal time = new Goal(4, 0, new double[]{1, 1.5, -0.5, 0.5}, 2);
        for (int i = 0; i < 50; i++) {
            BitSet set = BitSet.valueOf(new long[]{random.nextInt(16)});
            assertThat(time.isMet(time.repaired(set, random::nextInt))).isTrue();
            assertThat(Goal.ofCount(4, 2).repaired(set, random::nextInt).cardinality()).isEqualTo(2);
        }
        assertThat(time.sets(100)).hasSize(2).allMatch(time::isMet);
    }

    @Test
    void blocksThatCostTimeAreNeverPartOfAGoal() {
        Goal close = new Goal(4, 0, new double[]{1, 1.5, -0.5, 0.5}, 2.8);
        BitSet all = BitSet.valueOf(new long[]{0b1111});
        assertThat(close.repaired(all, n -> 0)).isEqualTo(BitSet.valueOf(new long[]{0b1011}));
        assertThat(close.sets(100)).containsExactly(BitSet.valueOf(new long[]{0b1011}));
    }

    /// Without looking ahead this goes through most of 2^52 sets.
    @Test
    void setsAreFoundWithoutGoingThroughThoseThatCannotBecomeOne() {
        assertThat(Goal.ofCount(52, 50).sets(2000)).hasSize(52 * 51 / 2).doesNotHaveDuplicates()
                .allMatch(s -> s.cardinality() == 50);
        double[] saved = new double[52];
        Arrays.setAll(saved, i -> 1 + 0.01 * i);
        Goal time = new Goal(52, 0, saved, Arrays.stream(saved).sum() - 1.2);
        assertThat(time.sets(2000)).isNotEmpty().doesNotHaveDuplicates().allMatch(time::isMet);
    }

    @Test
    void timesAreMeasuredOfEveryBlock() throws Exception {
        DepthSurvey found = DepthSurvey.of(ResNet.of(8, new Pictures(1, 8, 4), 3), null,
                SearchPlan.Similarity.COSINE, 1, Progress.none());
        assertThat(found.network()).isPositive();
        assertThat(found.rows()).isNotEmpty().allMatch(r -> r.before() > 0 && r.after() > 0 && r.redundancy() == null)
                .allMatch(r -> r.form().equals("3×3 + 3×3 → 3×3") && r.macs() > 0);
        assertThat(found.refused()).extracting(DepthSurvey.Refused::block).containsExactly("stage2.block1",
                "stage3.block1");
        assertThat(found.refused()).allMatch(r -> r.reason().contains("stride"));
    }

    @Test
    void alikeFeaturesAlignAndStrangeOnesDoNot() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] a = drawn(random);
        float[][] turned = new float[a.length][];
        for (int i = 0; i < a.length; i++) {
            turned[i] = new float[]{3 * a[i][1], 3 * a[i][0], -3 * a[i][2]};
        }
        for (boolean gaussian : new boolean[]{false, true}) {
            assertThat(Alignment.of(a, turned, gaussian)).isCloseTo(1, within(1e-6));
            assertThat(Alignment.of(a, drawn(random), gaussian)).isLessThan(0.3);
        }
        assertThat(Redundancy.cosine(a, a)).isCloseTo(1, within(1e-6));
    }

    private static float[][] drawn(SplittableRandom random) {
        float[][] rows = new float[60][3];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
