package dev.secateur.engine.data;

/// A picture that was left out.
///
/// @param picture its file, or its number in the set
/// @param why a clause: `it is neither PNG nor JPEG`
public record Skipped(String picture, String why) {}
