package dev.secateur.engine.compress.autocompress;

import java.util.BitSet;
import java.util.Map;

import dev.secateur.engine.graph.Value;

/// What goes.
///
/// @param removed units of the coupling
/// @param masks for every weight that can change 1 where a number stays and 0 where it goes, those of removed units included
record Cut(BitSet removed, Map<Value, float[]> masks) {}
