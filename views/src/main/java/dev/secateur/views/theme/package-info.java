/// The look as data: colour tokens for light and dark, scales, bundled fonts and icons.
///
/// Everything that paints (stylesheets, canvases, charts) takes its colours from [Token], so a colour is written down once.
/// No views, no layout, no state of a session.
@NullMarked
package dev.secateur.views.theme;

import org.jspecify.annotations.NullMarked;
