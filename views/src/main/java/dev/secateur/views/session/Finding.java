package dev.secateur.views.session;

import dev.secateur.engine.session.Version;

/// What a method that is at work has found so far.
///
/// @param version that it works on
/// @param method its id
/// @param report of the method's own kind, as far as it is known
public record Finding(Version version, String method, Record report) {}
