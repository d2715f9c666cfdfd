package dev.secateur.views.gamma;

import java.util.BitSet;
import java.util.List;

import dev.secateur.engine.compress.WidthReport;

/// What timing the widths of a cut came to.
///
/// @param removed the units that would go
/// @param slower widths that are slower than wider ones; empty if none is
record WidthAdvice(BitSet removed, List<WidthReport.SlowWidth> slower) {

    WidthAdvice {
        slower = List.copyOf(slower);
    }
}
