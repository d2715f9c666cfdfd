/// Tests that hold what the program says of operators against what ONNX Runtime does with them.
@NullMarked
package dev.secateur.engine.contract;

import org.jspecify.annotations.NullMarked;
