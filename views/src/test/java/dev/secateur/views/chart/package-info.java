@NullMarked
package dev.secateur.views.chart;

import org.jspecify.annotations.NullMarked;
