package dev.secateur.gpu.launch;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentinelTest {

    @Test
    void itStandsUntilAnythingElseIsWritten() {
        float[] floats = new float[2];
        double[] doubles = new double[2];
        int[] ints = new int[2];
        for (Object array : List.of(floats, doubles, ints)) {
            assertThat(Sentinel.stands(array)).isFalse();
            Sentinel.put(array);
            assertThat(Sentinel.stands(array)).isTrue();
        }
        floats[0] = Float.NaN;
        doubles[0] = Double.NaN;
        ints[0] = Integer.MIN_VALUE;
        for (Object array : List.of(floats, doubles, ints)) {
            assertThat(Sentinel.stands(array)).isFalse();
        }
    }
}
