package dev.secateur.engine.compress.slb;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.quant.Grid;

/// Where the rounding of what flows begins, by the value that is rounded.
///
/// @param grids equally spaced numbers
/// @param signs sizes of what keeps nothing but its sign
record FirstRounding(Map<Value, Grid> grids, Map<Value, Double> signs) {

    FirstRounding {
        grids = new LinkedHashMap<>(grids);
        signs = new LinkedHashMap<>(signs);
    }
}
