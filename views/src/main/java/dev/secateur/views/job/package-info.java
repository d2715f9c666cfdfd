/// The jobs strip: what runs and waits, how far it is, and how to cancel it.
///
/// Where jobs run is not known here.
@NullMarked
package dev.secateur.views.job;

import org.jspecify.annotations.NullMarked;
