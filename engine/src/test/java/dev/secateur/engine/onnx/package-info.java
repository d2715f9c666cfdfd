/// Tests of the file border: real models, made models, broken models.
@NullMarked
package dev.secateur.engine.onnx;

import org.jspecify.annotations.NullMarked;
