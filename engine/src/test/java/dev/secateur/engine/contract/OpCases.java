package dev.secateur.engine.contract;

import java.util.List;
import java.util.stream.Stream;

/// All cases that are valid.
final class OpCases {

    private OpCases() {}

    static Stream<OpCase> all() {
        return Stream
                .of(WindowCases.all(), ArithmeticCases.all(), LayoutCases.all(), PartCases.all(),
                        NormalisationCases.all(),
                        IndexCases.all(), SpatialCases.all())
                .flatMap(List::stream);
    }
}
