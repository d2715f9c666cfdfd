package dev.secateur.gpu.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the index of a loop whose turns may run at the same time. TornadoVM reads it by its name, which it is told at the start.
@Target({ElementType.LOCAL_VARIABLE, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Parallel {}
