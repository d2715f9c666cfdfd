package dev.secateur.engine.compress.proxylessnas;

import java.util.List;

import dev.secateur.engine.block.Block;

/// A block of the given network with the operations that could stand in its place.
///
/// @param parts 2 or more, the block as it is first
record Place(Block block, List<Part> parts) {

    Place {
        parts = List.copyOf(parts);
    }
}
