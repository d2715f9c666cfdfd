/// The versions of one model and the way between them: undo, redo, branches.
///
/// A version is never changed and none is ever lost. What a version looks like on the screen does not belong here.
@NullMarked
package dev.secateur.engine.session;

import org.jspecify.annotations.NullMarked;
