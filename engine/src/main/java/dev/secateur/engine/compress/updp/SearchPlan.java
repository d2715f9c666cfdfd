package dev.secateur.engine.compress.updp;

import dev.secateur.engine.compress.Param;

/// How blocks are chosen where none are named.
public record SearchPlan(
        @Param(label = "By", help = "redundancy ranks blocks by how alike what they read and make is, without training; exhaustive measures the accuracy of every set, genetic that of some.") Kind kind,
        @Param(label = "Similarity", help = "What redundancy is: cosine of the values, or centred kernel alignment (CKA), linear or with Gaussian kernels.") Similarity similarity,
        @Param(label = "Supernet epochs", unit = "epochs", min = 0, max = 1000, help = "Passes over the training pictures before sets are measured, four sets in each step; 0 measures with the given weights.") int supernetEpochs,
        @Param(label = "Pictures", unit = "pictures", min = 16, max = 100_000_000, help = "Held-out pictures that sets are measured on, and training pictures that redundancy is measured on (at most 512).") int pictures,
        @Param(label = "Recalibration", unit = "pictures", min = 0, max = 100_000_000, help = "Training pictures on which the statistics of normalisations are taken anew for each set.") int recalibration,
        @Param(label = "Population", unit = "sets", min = 4, max = 10_000, help = "Sets in a generation of the genetic search.") int population,
        @Param(label = "Generations", unit = "generations", min = 1, max = 10_000, help = "Generations of the genetic search.") int generations,
        @Param(label = "Attention", help = "The attention beside each chosen feed-forward network of a transformer gets batch normalisation in the place of its layer normalisation too, which becomes part of its projections.") boolean attention) {

    /// Ways to choose.
    public enum Kind {
        /// By the similarity of what blocks read and make.
        REDUNDANCY("redundancy"),
        /// By the accuracy of every set.
        EXHAUSTIVE("exhaustive"),
        /// By the accuracy of the sets that a genetic algorithm comes to.
        GENETIC("genetic");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Ways to compare what a block reads with what it makes.
    public enum Similarity {
        /// Mean over pictures of the cosine between the two.
        COSINE("cosine"),
        /// Linear centred kernel alignment (Kornblith et al., "Similarity of Neural Network Representations Revisited", ICML 2019).
        CKA("cka"),
        /// The same with Gaussian kernels as wide as the median distance.
        KERNEL_CKA("kernel-cka");

        private final String name;

        Similarity(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Redundancy; the other numbers are what a laptop does in minutes for small pictures.
    public static SearchPlan defaults() {
        return new SearchPlan(Kind.REDUNDANCY, Similarity.COSINE, 1, 1000, 500, 24, 10, false);
    }
}
