/// Networks of the field's families in small, as fixtures for tests of any room: laid out as exporters lay them out, with seeded
/// weights, extents as parameters, and a batch that stays open. Each runs in ONNX Runtime.
///
/// What a family is good for in a test stands at its class. Nothing here knows what is tested.
@NullMarked
package dev.secateur.engine.network;

import org.jspecify.annotations.NullMarked;
