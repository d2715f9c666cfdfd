package dev.secateur.views.session;

/// A failure that is our own fault.
///
/// @param during title of the job that failed
/// @param error what was thrown, for the report
public record Defect(String during, Throwable error) {}
