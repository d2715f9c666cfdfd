package dev.secateur.engine.compress.haq;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Policies as short texts: `8/8 5/6 4/4`.
final class PolicyText {

    private PolicyText() {}

    static String of(int[][] policy) {
        return Arrays.stream(policy).map(b -> b[0] + "/" + b[1]).collect(Collectors.joining(" "));
    }
}
