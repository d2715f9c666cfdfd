/// ONNX Runtime: running, comparing and timing networks. The oracle for every rewrite and the only source of quoted times.
///
/// The only place that imports `ai.onnxruntime`. Every failure of the runtime leaves here as a problem that names
/// node, file and reason. What a difference or a time means for a method is decided above.
@NullMarked
package dev.secateur.engine.runtime;

import org.jspecify.annotations.NullMarked;
