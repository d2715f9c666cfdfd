package dev.secateur.engine.compress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one component of a configuration record for people.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

    /// Its name in a form: `Kernel`.
    String label();

    /// What a number counts or measures; empty for none.
    String unit() default "";

    /// Smallest number allowed.
    double min() default Double.NEGATIVE_INFINITY;

    /// Largest number allowed.
    double max() default Double.POSITIVE_INFINITY;

    /// What it does, in a sentence or two.
    String help();
}
