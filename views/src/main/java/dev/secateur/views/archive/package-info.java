/// Sessions that are kept on the disk: reopening and dropping them, and how much room they take.
///
/// How they are kept is known by the engine; when, by the journal of the session that is open.
@NullMarked
package dev.secateur.views.archive;

import org.jspecify.annotations.NullMarked;
