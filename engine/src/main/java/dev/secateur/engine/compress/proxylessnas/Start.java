package dev.secateur.engine.compress.proxylessnas;

/// What weights begin with.
public enum Start {
    /// Those of the model; smaller forms take theirs from them. What is derived goes on with those that the search left.
    GIVEN("given"),
    /// Drawn anew (He et al. 2015), for the search and again for what is derived, as in the paper.
    DRAWN("drawn");

    private final String name;

    Start(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
