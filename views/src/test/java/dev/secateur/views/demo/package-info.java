/// Shows the panels around a real model, to be looked at; takes pictures of them.
@NullMarked
package dev.secateur.views.demo;

import org.jspecify.annotations.NullMarked;
