package dev.secateur.app.cli;

import java.util.Map;

/// What a command has to tell.
///
/// @param json the same for programs: keys in the order in which they are printed
/// @param text the same for people, lines without the last line end
record Report(Map<String, Object> json, String text) {}
