/// Problems that someone outside the program can mend: a file, a model, data, a setting, a device.
///
/// One sentence each, with the place and the cure. An expected "no" is a value with a reason and does
/// not belong here; a defect of ours is an unchecked exception and does not belong here either.
@NullMarked
package dev.secateur.engine.problem;

import org.jspecify.annotations.NullMarked;
