/// The window around the views: menu line, toolbar, panels, status line, banner, dialogs, dropping files.
///
/// It arranges views and asks the user; it computes nothing and starts no thread.
@NullMarked
package dev.secateur.app.window;

import org.jspecify.annotations.NullMarked;
