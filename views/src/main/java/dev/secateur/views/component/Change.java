package dev.secateur.views.component;

/// One line of a before-and-after table. All texts are complete, with unit and sign.
///
/// @param label  what is counted
/// @param before empty when there is only one value
/// @param after  the value that counts
/// @param change for example `−12.0 %`; may be empty
/// @param tone   what the change means: [Tone#GOOD], [Tone#WARNING] or [Tone#NEUTRAL]
public record Change(String label, String before, String after, String change, Tone tone) {}
