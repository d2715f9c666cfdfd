package dev.secateur.engine.search;

/// What tells of a search: a report of a method, or what it found so far.
public interface SearchFinding {

    /// The search.
    SearchReport search();
}
