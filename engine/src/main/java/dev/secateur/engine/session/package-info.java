/// The versions of one model and the way between them (undo, redo, branches), and sessions on disk that outlive the program.
///
/// A version is never changed and none is ever lost: what is kept is written whole, and removed by choice only. What a version looks like on the screen does not belong here.
@NullMarked
package dev.secateur.engine.session;

import org.jspecify.annotations.NullMarked;
