package dev.secateur.engine.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The operators' names that the kinds of one record stand for.
final class KindNames {

    private KindNames() {}

    static <K> List<String> of(K[] kinds, Function<K, String> name) {
        return Arrays.stream(kinds).map(name).toList();
    }

    /// The kind with a name that {@link #of} lists.
    static <K> K find(K[] kinds, Function<K, String> name, String wanted) {
        return Arrays.stream(kinds).filter(k -> name.apply(k).equals(wanted)).findFirst().orElseThrow();
    }
}
