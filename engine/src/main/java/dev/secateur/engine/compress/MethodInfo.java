package dev.secateur.engine.compress;

import java.util.Set;

/// What a method is.
///
/// @param id its name on the command line and in recipes: `depth-merge`
/// @param title its name for people: `Merge blocks`
/// @param summary what it does, in a sentence
/// @param paper where it comes from: authors, title, venue, year
/// @param needs what it cannot work without, beside a model
public record MethodInfo(String id, String title, String summary, String paper, Set<Need> needs) {

    public MethodInfo {
        needs = Set.copyOf(needs);
    }

    /// What a method cannot work without.
    public enum Need {
        /// Samples of the model's input.
        DATA,
        /// Their labels.
        LABELS,
        /// A back end that trains.
        TRAINING,
        /// Batch normalisation that was not folded away.
        BATCH_NORMALISATION
    }
}
