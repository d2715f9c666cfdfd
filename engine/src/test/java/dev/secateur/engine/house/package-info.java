/// The house rules as ArchUnit rules, for the tests of every module. Each rule proves on a small fixture that it can fail.
@NullMarked
package dev.secateur.engine.house;

import org.jspecify.annotations.NullMarked;
