/// The session as views see it: the model that is open, its versions, selection, analysis, jobs and messages.
///
/// Observable, and free of the toolkit: only `javafx.beans` and `javafx.collections`. What an open model is
/// computed from lies in the engine; what it looks like lies in the views.
@NullMarked
package dev.secateur.views.session;

import org.jspecify.annotations.NullMarked;
