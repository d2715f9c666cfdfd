package dev.secateur.engine.compress.proxylessnas;

/// Where operations come from.
public enum Space {
    /// The blocks of the model.
    MODEL("model"),
    /// The largest network of the built-in space, whose blocks are mobile inverted bottlenecks; of the model only input and classes count.
    MBCONV("mbconv");

    private final String name;

    Space(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
