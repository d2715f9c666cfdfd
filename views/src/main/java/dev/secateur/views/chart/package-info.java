/// Charts in the look of the program over JFreeChart: axis titles with units, few ticks, quiet grid, both themes.
///
/// A chart gets finished numbers; it computes nothing but bins and ticks.
@NullMarked
package dev.secateur.views.chart;

import org.jspecify.annotations.NullMarked;
