/// Tests of layer tables and forecasts.
@NullMarked
package dev.secateur.engine.hardware;

import org.jspecify.annotations.NullMarked;
