/// The rules: one class each, named verb and object, all stateless.
///
/// A rule refuses where it would be wrong, with a reason and the nodes at fault. Which rules run, where and in which
/// order is decided by the method that uses them.
@NullMarked
package dev.secateur.engine.rewrite.rules;

import org.jspecify.annotations.NullMarked;
