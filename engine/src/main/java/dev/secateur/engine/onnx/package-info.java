/// The file border: ONNX files in, graphs out, and back without loss.
///
/// Here an attribute is parsed and here the differences between operator sets end (`OpCodec`). What is not understood is
/// kept as the bytes of the file. Nothing outside this package may see a protobuf type, and nothing here computes.
@NullMarked
package dev.secateur.engine.onnx;

import org.jspecify.annotations.NullMarked;
