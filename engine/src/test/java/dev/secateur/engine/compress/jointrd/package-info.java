/// Tests of JointRD.
@NullMarked
package dev.secateur.engine.compress.jointrd;

import org.jspecify.annotations.NullMarked;
