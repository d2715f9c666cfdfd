/// The way to TornadoVM: whether it can be used, and which devices it has.
///
/// What names TornadoVM's classes stands in the source root `src/tornado`, which is compiled only where an SDK is.
@NullMarked
package dev.secateur.gpu.backend;

import org.jspecify.annotations.NullMarked;
