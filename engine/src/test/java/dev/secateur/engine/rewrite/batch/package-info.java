/// Tests of freeing the batch.
@NullMarked
package dev.secateur.engine.rewrite.batch;

import org.jspecify.annotations.NullMarked;
