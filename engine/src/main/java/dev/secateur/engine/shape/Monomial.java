package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// A product of unknowns, sorted by text; a power is a repeated factor. Empty means 1.
///
/// @param text as it is written: `height*width`
record Monomial(List<Atom> factors, String text) {

    /// An unknown that arithmetic does not look into.
    sealed interface Atom permits Name, Floor {
        /// How it is written.
        String text();
    }

    /// A named extent.
    record Name(String text) implements Atom {}

    /// A quotient rounded down that does not come out even.
    record Floor(Extent numerator, Extent denominator, String text) implements Atom {
        Floor(Extent numerator, Extent denominator) {
            this(numerator, denominator, "floor(" + numerator.factorText() + " / " + denominator.factorText() + ")");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Floor that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    static final Monomial ONE = of(List.of());

    /// Higher degree first, then by text, so that the constant comes last.
    static final Comparator<Monomial> ORDER = Comparator.<Monomial>comparingInt(m -> -m.factors.size())
            .thenComparing(Monomial::text);

    static Monomial of(Atom atom) {
        return new Monomial(List.of(atom), atom.text());
    }

    private static Monomial of(List<Atom> factors) {
        return new Monomial(List.copyOf(factors), factors.stream().map(Atom::text).collect(Collectors.joining("*")));
    }

    Monomial times(Monomial other) {
        if (factors.isEmpty() || other.factors.isEmpty()) {
            return factors.isEmpty() ? other : this;
        }
        List<Atom> all = new ArrayList<>(factors);
        all.addAll(other.factors);
        all.sort(Comparator.comparing(Atom::text));
        return of(all);
    }

    /// The product without the factors of `other`; null if one of those is not there.
    @Nullable
    Monomial over(Monomial other) {
        List<Atom> rest = new ArrayList<>(factors);
        for (Atom factor : other.factors) {
            if (!rest.remove(factor)) {
                return null;
            }
        }
        return of(rest);
    }
}
