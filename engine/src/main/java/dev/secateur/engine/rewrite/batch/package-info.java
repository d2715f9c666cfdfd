/// Making networks that were exported for one sample take any number of them, and fixing extents that they leave open.
///
/// Where the batch stands in each value is followed through shapes, constants that fix it are replaced, and the result is
/// run against the original before it is given out. Nothing here changes what is computed for a sample.
@NullMarked
package dev.secateur.engine.rewrite.batch;

import org.jspecify.annotations.NullMarked;
