package dev.secateur.engine.rewrite;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Kernel.Extents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class KernelTest {

    private static final double ROUNDING = 1e-11;

    private final Random random = new Random(7);
    private final Plane image = Plane.random(6, 11, 12, random);

    private Kernel kernel(int outputs, int inputs, int groups, int height, int width) {
        return Plane.kernel(new Extents(outputs, inputs, groups, height, width), random);
    }

    @Test
    void foldsTheNormalisationThatFollows() {
        Kernel kernel = kernel(4, 6, 2, 3, 3);
        Normalisation norm = norm(4);
        Geometry geometry = Geometry.square(3, 2, 1);

        assertThat(image.convolve(kernel.foldNormalisation(norm), geometry)
                .distance(image.convolve(kernel, geometry).normalise(norm))).isLessThan(ROUNDING);
    }

    @Test
    void foldsTheNormalisationThatPrecedesWhereThereIsNoPadding() {
        Kernel kernel = kernel(4, 6, 2, 3, 3);
        Normalisation norm = norm(6);
        Geometry bare = Geometry.square(3, 1, 0);

        assertThat(image.convolve(kernel.foldPrecedingNormalisation(norm), bare)
                .distance(image.normalise(norm).convolve(kernel, bare))).isLessThan(ROUNDING);
    }

    private Normalisation norm(int channels) {
        double[] scale = random.doubles(channels, -2, 2).toArray();
        double[] shift = random.doubles(channels, -2, 2).toArray();
        double[] mean = random.doubles(channels, -2, 2).toArray();
        double[] variance = random.doubles(channels, 0.01, 4).toArray();
        return Normalisation.of(scale, shift, mean, variance, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1,1,3,1", "3,1,1,1", "3,1,3,1", "3,2,3,1", "5,1,3,2", "3,2,5,2", "1,2,3,1", "3,3,3,2"})
    void composesTwoConvolutionsInARow(int kernel1, int stride1, int kernel2, int stride2) {
        Kernel first = kernel(7, 6, 1, kernel1, kernel1);
        Kernel second = kernel(5, 7, 1, kernel2, kernel2);
        Geometry of1 = new Geometry(new Axis(kernel1, stride1, kernel1 / 2, kernel1 / 2),
                new Axis(kernel1, stride1, 0, kernel1 / 2));
        Geometry of2 = Geometry.square(kernel2, stride2, 0);

        Kernel merged = first.then(second, stride1, stride1, Progress.none());

        assertThat(merged.height()).isEqualTo(kernel1 + (kernel2 - 1) * stride1);
        assertThat(image.convolve(merged, of1.then(of2)).distance(image.convolve(first, of1).convolve(second, of2)))
                .isLessThan(ROUNDING);
    }

    @Test
    void composesWithDifferentStridesAndSizesOnTheTwoAxes() {
        Kernel first = kernel(7, 6, 1, 3, 1);
        Kernel second = kernel(5, 7, 1, 1, 5);
        Geometry of1 = new Geometry(new Axis(3, 2, 1, 1), new Axis(1, 1, 0, 0));
        Geometry of2 = new Geometry(new Axis(1, 1, 0, 0), new Axis(5, 2, 0, 0));

        assertThat(image.convolve(first.then(second, 2, 1, Progress.none()), of1.then(of2))
                .distance(image.convolve(first, of1).convolve(second, of2))).isLessThan(ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1,6,1", "6,6,1", "1,12,3", "2,4,2", "3,2,1", "6,12,12"})
    void composesGroupsAndKeepsThoseInCommon(int groups1, int middle, int groups2) {
        int channels = middle % groups1 == 0 ? middle : groups1 * 2;
        Kernel first = kernel(channels, 6, groups1, 3, 3);
        Kernel second = kernel(groups2 * 2, channels, channels % groups2 == 0 ? groups2 : 1, 3, 3);
        Geometry of1 = Geometry.square(3, 1, 2);
        Geometry of2 = Geometry.square(3, 1, 0);

        Kernel merged = first.then(second, 1, 1, Progress.none());

        assertThat(merged.groups()).isEqualTo(Kernel.commonGroups(first.groups(), second.groups()));
        assertThat(image.convolve(merged, of1.then(of2)).distance(image.convolve(first, of1).convolve(second, of2)))
                .isLessThan(ROUNDING);
    }

    @Test
    void composesMoreInputsThanFitAStrip() {
        Plane wide = Plane.random(300, 5, 5, random);
        Kernel first = kernel(3, 300, 1, 3, 3);
        Kernel second = kernel(2, 3, 1, 3, 3);

        assertThat(wide.convolve(first.then(second, 1, 1, Progress.none()), Geometry.square(5, 1, 0))
                .distance(wide.convolve(first, Geometry.square(3, 1, 0)).convolve(second, Geometry.square(3, 1, 0))))
                .isLessThan(ROUNDING);
    }

    @Test
    void paddingInTheMiddleMakesTheBorderWrongAndOnlyTheBorder() {
        Kernel first = kernel(7, 6, 1, 3, 3);
        Kernel second = kernel(5, 7, 1, 3, 3);
        Geometry padded = Geometry.square(3, 1, 1);
        Kernel merged = first.then(second, 1, 1, Progress.none());
        Plane apart = image.convolve(first, padded).convolve(second, padded);
        Plane together = image.convolve(merged, padded.then(padded));

        assertThat(together.distance(apart)).isGreaterThan(0.1);
        assertThat(Math.abs(together.at(0, 5, 5) - apart.at(0, 5, 5))).isLessThan(ROUNDING);
    }

    @Test
    void composingStopsWhenCancelled() {
        AtomicInteger asked = new AtomicInteger();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String text) {
                // Nobody watches.
            }

            @Override
            public void check() {
                if (asked.incrementAndGet() == 2) {
                    throw new CancelledException();
                }
            }
        };
        Kernel kernel = kernel(64, 64, 1, 3, 3);

        assertThatThrownBy(() -> kernel.then(kernel, 1, 1, progress)).isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void groupsBecomeDense(int groups) {
        Kernel kernel = kernel(12, 6, groups, 3, 3);
        Geometry geometry = Geometry.square(3, 1, 1);

        assertThat(kernel.dense().groups()).isEqualTo(1);
        assertThat(image.convolve(kernel.dense(), geometry).distance(image.convolve(kernel, geometry))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void addsTheInputItself(int groups) {
        Kernel kernel = kernel(6, 6, groups, 5, 5);
        Geometry same = new Geometry(new Axis(5, 1, 1, 3), new Axis(5, 1, 2, 2));

        assertThat(image.convolve(kernel.plusIdentity(1, 2), same).distance(image.convolve(kernel, same).plus(image)))
                .isLessThan(ROUNDING);
    }

    @Test
    void addsAProjectionOfTheSameStrideWhereItLies() {
        Kernel main = kernel(4, 6, 1, 3, 3);
        Kernel shortcut = kernel(4, 6, 1, 1, 1);
        Geometry of3 = new Geometry(new Axis(3, 2, 0, 1), new Axis(3, 2, 1, 1));
        Geometry of1 = Geometry.square(1, 2, 0);
        Geometry both = java.util.Objects.requireNonNull(of3.covering(of1));

        Kernel sum = main
                .within(both.rows().kernel(), both.columns().kernel(), both.rows().begin(), both.columns().begin() - 1)
                .plus(shortcut.within(both.rows().kernel(), both.columns().kernel(), both.rows().begin(),
                        both.columns().begin()));

        Plane even = Plane.random(6, 12, 12, random);
        assertThat(even.convolve(sum, both).distance(even.convolve(main, of3).plus(even.convolve(shortcut, of1))))
                .isLessThan(ROUNDING);
    }

    @Test
    void centresAKernelInALargerOne() {
        Kernel kernel = kernel(4, 6, 1, 3, 1);

        assertThat(image.convolve(kernel.centredIn(5, 5), Geometry.square(5, 1, 2))
                .distance(image.convolve(kernel, new Geometry(new Axis(3, 1, 1, 1), new Axis(1, 1, 0, 0)))))
                .isLessThan(ROUNDING);
        assertThatThrownBy(() -> kernel.centredIn(4, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalesOutputs() {
        Kernel kernel = kernel(4, 6, 1, 3, 3);
        double[] factor = {0.5, -1, 0, 2};
        Normalisation onlyFactors = Normalisation.of(factor, new double[4], new double[4], ones(4), 0);
        Geometry geometry = Geometry.square(3, 1, 1);

        assertThat(image.convolve(kernel.scaled(factor), geometry)
                .distance(image.convolve(kernel, geometry).normalise(onlyFactors))).isLessThan(ROUNDING);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void keepsTheMiddleTap() {
        Kernel kernel = kernel(4, 6, 2, 3, 5);

        Kernel tap = kernel.centreTap();

        assertThat(tap.extents()).isEqualTo(new Extents(4, 6, 2, 1, 1));
        assertThat(tap.weight(3, 2, 0, 0)).isEqualTo(kernel.weight(3, 2, 1, 2));
        assertThat(tap.bias(3)).isEqualTo(kernel.bias(3));
    }

    @Test
    void aFullInvertedResidualIsOneDenseKernel() {
        Kernel expand = kernel(36, 6, 1, 1, 1);
        Kernel depthwise = kernel(36, 36, 36, 3, 3);
        Kernel project = kernel(6, 36, 1, 1, 1);
        Geometry padded = Geometry.square(1, 1, 1);
        Geometry bare = Geometry.square(3, 1, 0);
        Geometry point = Geometry.square(1, 1, 0);

        Kernel merged = expand.then(depthwise, 1, 1, Progress.none()).then(project, 1, 1, Progress.none())
                .plusIdentity(1, 1);

        Plane apart = image.convolve(expand, padded).convolve(depthwise, bare).convolve(project, point).plus(image);
        assertThat(merged.extents()).isEqualTo(new Extents(6, 6, 1, 3, 3));
        assertThat(image.convolve(merged, Geometry.square(3, 1, 1)).distance(apart)).isLessThan(ROUNDING);
    }
}
