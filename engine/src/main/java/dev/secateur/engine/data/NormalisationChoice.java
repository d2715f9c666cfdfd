package dev.secateur.engine.data;

import java.util.Map;
import java.util.Optional;

/// A normalisation and where it comes from, so that a guess is seen as one.
public record NormalisationChoice(Normalisation normalisation, Source source) {

    /// Where it comes from; an earlier one beats a later one.
    public enum Source {
        /// The user said so.
        OPTIONS("as the options say"),
        /// The model's file says so.
        METADATA("as the model's metadata say"),
        /// It was used for this model before.
        REMEMBERED("as used for this model before"),
        /// Nobody said anything.
        GUESSED("a guess: nothing says what the model wants");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /// For people, a clause.
        public String text() {
            return text;
        }
    }

    /// What a model's metadata say, else what is remembered, else what is usual for as many channels.
    public static NormalisationChoice of(Map<String, String> metadata, Optional<Normalisation> remembered,
            int channels) {
        Optional<Normalisation> said = Normalisation.ofMetadata(metadata, channels)
                .filter(n -> n.channels() == channels);
        if (said.isPresent()) {
            return new NormalisationChoice(said.get(), Source.METADATA);
        }
        Optional<Normalisation> known = remembered.filter(n -> n.channels() == channels);
        return known.isPresent()
                ? new NormalisationChoice(known.get(), Source.REMEMBERED)
                : new NormalisationChoice(Normalisation.usual(channels), Source.GUESSED);
    }

    /// For people: `x / 255, mean 0.286, std 0.353 (as the options say)`.
    public String display() {
        return normalisation.display() + " (" + source.text() + ")";
    }
}
