package dev.secateur.gpu.launch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlansTest {

    @ParameterizedTest
    @CsvSource({"0, 64", "64, 64", "65, 128", "128, 128", "1000, 1024", "1025, 2048", "65536, 65536", "65537, 81920",
        "100000, 114688", "2147483647, 2147483639"})
    void lengthsAreRoundedUpALittle(int length, int rounded) {
        assertThat(Plans.rounded(length)).isEqualTo(rounded);
    }

    @Test
    void aPlanServesAllLengthsThatRoundToItsOwn() {
        JavaDevice device = new JavaDevice();
        try (Plans plans = new Plans(device, 1 << 20)) {
            assertThat(plans.of(DeviceKernel.LARGEST, 900, 2, 10))
                    .isSameAs(plans.of(DeviceKernel.LARGEST, 1000, 2, 12));
            assertThat(device.made()).isEqualTo(1);
        }
        assertThat(device.open()).isZero();
    }

    @Test
    void thePlanThatWasNotUsedForLongestMakesRoom() {
        JavaDevice device = new JavaDevice();
        try (Plans plans = new Plans(device, 10_000)) {
            Plans.Ready first = plans.of(DeviceKernel.LARGEST, 900, 2, 10);
            plans.of(DeviceKernel.LARGEST, 500, 2, 10);
            assertThat(plans.of(DeviceKernel.LARGEST, 900, 2, 10)).isSameAs(first);
            plans.of(DeviceKernel.LARGEST, 600, 2, 10);
            assertThat(device.open()).isEqualTo(2);
            assertThat(plans.of(DeviceKernel.LARGEST, 900, 2, 10)).isSameAs(first);
        }
    }
}
