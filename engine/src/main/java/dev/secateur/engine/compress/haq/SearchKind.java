package dev.secateur.engine.compress.haq;

/// How bits are chosen.
public enum SearchKind {

    /// The learning agent.
    HAQ("haq"),
    /// The best of as many random policies, brought within the budget in the same way.
    RANDOM("random"),
    /// The most bits that all layers can have alike.
    UNIFORM("uniform"),
    /// From 8 bits down, each time where least is lost for what is saved.
    GREEDY("greedy"),
    /// The least sum of losses within the budget, exactly.
    KNAPSACK("knapsack");

    private final String id;

    SearchKind(String id) {
        this.id = id;
    }

    /// True if it measures whole policies one after the other.
    boolean hasEpisodes() {
        return this == HAQ || this == RANDOM;
    }

    @Override
    public String toString() {
        return id;
    }
}
