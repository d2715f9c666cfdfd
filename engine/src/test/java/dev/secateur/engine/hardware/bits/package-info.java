/// Tests of what layers cost at each width: published figures, tables of the user's own, ONNX Runtime's integers.
@NullMarked
package dev.secateur.engine.hardware.bits;

import org.jspecify.annotations.NullMarked;
