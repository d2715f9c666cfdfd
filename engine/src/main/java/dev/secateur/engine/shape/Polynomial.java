package dev.secateur.engine.shape;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.shape.Monomial.Atom;
import dev.secateur.engine.shape.Monomial.Floor;
import dev.secateur.engine.shape.Monomial.Name;

/// A sum of products of named extents and rounded quotients, with whole factors.
///
/// Operations give null where a factor overflows a long or the sum becomes too long to be of use.
final class Polynomial implements Extent {

    /// Longer expressions are unreadable and slow.
    private static final int MAX_TERMS = 12;
    private static final int MAX_DEGREE = 8;
    private static final int MAX_TEXT = 200;

    /// Factors by product, none of them 0; the constant stands with {@link Monomial#ONE}.
    private final SortedMap<Monomial, Long> terms;
    private final String text;

    private Polynomial(SortedMap<Monomial, Long> terms) {
        this.terms = terms;
        this.text = text(terms);
    }

    /// The atom alone, or unknown if its text is too long.
    static Extent of(Atom atom) {
        return atom.text().length() > MAX_TEXT ? UNKNOWN : ofTerm(Monomial.of(atom), 1);
    }

    private static Polynomial ofTerm(Monomial monomial, long factor) {
        SortedMap<Monomial, Long> terms = empty();
        put(terms, monomial, factor);
        return new Polynomial(terms);
    }

    /// The same as a polynomial; null if it is unknown.
    static @Nullable Polynomial of(Extent extent) {
        return switch (extent) {
            case Unknown u -> null;
            case Number(long value) -> ofTerm(Monomial.ONE, value);
            case Polynomial p -> p;
        };
    }

    private static SortedMap<Monomial, Long> empty() {
        return new TreeMap<>(Monomial.ORDER);
    }

    /// A number where no symbol is left.
    Extent simplest() {
        if (terms.isEmpty()) {
            return ZERO;
        }
        return isConstant() ? Extent.of(terms.values().iterator().next()) : this;
    }

    private boolean isConstant() {
        return terms.isEmpty() || terms.firstKey().factors().isEmpty();
    }

    private static @Nullable Polynomial bounded(SortedMap<Monomial, Long> terms) {
        boolean tooLong = terms.size() > MAX_TERMS
                || !terms.isEmpty() && terms.firstKey().factors().size() > MAX_DEGREE;
        return tooLong ? null : new Polynomial(terms);
    }

    boolean isSingleName() {
        return isSingleAtom() && terms.firstKey().factors().getFirst() instanceof Name;
    }

    private boolean isSingleAtom() {
        return terms.size() == 1 && terms.firstKey().factors().size() == 1 && leadFactor() == 1;
    }

    boolean isSum() {
        return terms.size() > 1;
    }

    boolean hasNoNegativeTerm() {
        return terms.values().stream().allMatch(f -> f > 0);
    }

    private long leadFactor() {
        return terms.values().iterator().next();
    }

    @Nullable
    Polynomial sum(Polynomial other) {
        SortedMap<Monomial, Long> sum = new TreeMap<>(terms);
        for (Map.Entry<Monomial, Long> term : other.terms.entrySet()) {
            if (!add(sum, term.getKey(), term.getValue(), 1)) {
                return null;
            }
        }
        return bounded(sum);
    }

    @Nullable
    Polynomial product(Polynomial other) {
        if ((long) terms.size() * other.terms.size() > 4 * MAX_TERMS) {
            return null;
        }
        SortedMap<Monomial, Long> product = empty();
        for (Map.Entry<Monomial, Long> a : terms.entrySet()) {
            for (Map.Entry<Monomial, Long> b : other.terms.entrySet()) {
                if (!add(product, a.getKey().times(b.getKey()), a.getValue(), b.getValue())) {
                    return null;
                }
            }
        }
        return bounded(product);
    }

    /// Adds a term; false if its factor overflows.
    private static boolean add(SortedMap<Monomial, Long> sum, Monomial monomial, long a, long b) {
        try {
            put(sum, monomial, Math.addExact(sum.getOrDefault(monomial, 0L), Math.multiplyExact(a, b)));
            return true;
        } catch (ArithmeticException overflow) {
            return false;
        }
    }

    private static void put(SortedMap<Monomial, Long> terms, Monomial monomial, long factor) {
        if (factor == 0) {
            terms.remove(monomial);
        } else {
            terms.put(monomial, factor);
        }
    }

    /// Division by leading terms; null unless it comes out even.
    ///
    /// @param divisor not 0
    @Nullable
    Polynomial evenlyOver(Polynomial divisor) {
        Polynomial rest = this;
        Polynomial quotient = new Polynomial(empty());
        Polynomial minus = ofTerm(Monomial.ONE, -1);
        for (int i = 0; i <= 2 * MAX_TERMS && rest != null && !rest.terms.isEmpty(); i++) {
            Monomial part = rest.terms.firstKey().over(divisor.terms.firstKey());
            if (part == null || rest.leadFactor() % divisor.leadFactor() != 0) {
                return null;
            }
            Polynomial term = ofTerm(part, rest.leadFactor() / divisor.leadFactor());
            Polynomial taken = divisor.product(term);
            Polynomial negative = taken == null ? null : taken.product(minus);
            quotient = quotient == null ? null : quotient.sum(term);
            rest = negative == null ? null : rest.sum(negative);
        }
        return rest != null && rest.terms.isEmpty() ? quotient : null;
    }

    /// The quotient by a number of 2 or more, rounded down: what divides is taken out of the rounding.
    Extent roundedOver(long divisor) {
        SortedMap<Monomial, Long> whole = empty();
        SortedMap<Monomial, Long> rest = empty();
        terms.forEach((monomial, factor) -> {
            put(whole, monomial, Math.floorDiv(factor, divisor));
            put(rest, monomial, Math.floorMod(factor, divisor));
        });
        Polynomial remainder = new Polynomial(rest);
        Extent quotient = new Polynomial(whole).simplest();
        return remainder.isConstant() ? quotient : quotient.plus(remainder.reducedFloor(divisor));
    }

    /// `floor((floor(a / b) + c) / d) = floor((a + b c) / (b d))`, and a factor common to the symbolic terms and `d` is cancelled.
    private Extent reducedFloor(long divisor) {
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            if (term.getValue() == 1 && term.getKey().factors().size() == 1
                    && term.getKey().factors().getFirst() instanceof Floor inner
                    && inner.denominator() instanceof Number(long b) && Math.multiplyHigh(b, divisor) == 0
                    && b * divisor > 0) {
                Extent others = minus(Polynomial.of(inner));
                return inner.numerator().plus(others.times(b)).floorOver(b * divisor);
            }
        }
        long common = divisor;
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            common = term.getKey().factors().isEmpty() ? common : gcd(common, term.getValue());
        }
        SortedMap<Monomial, Long> cancelled = empty();
        long by = common;
        terms.forEach((monomial, factor) -> put(cancelled, monomial, Math.floorDiv(factor, by)));
        return Polynomial.of(new Floor(new Polynomial(cancelled), Extent.of(divisor / common)));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static String text(SortedMap<Monomial, Long> terms) {
        StringBuilder text = new StringBuilder();
        terms.forEach((monomial, factor) -> {
            String sign = text.isEmpty() ? factor < 0 ? "-" : "" : factor < 0 ? " - " : " + ";
            String size = Long.toString(factor).replace("-", "");
            String product = monomial.text();
            text.append(sign).append(product.isEmpty() ? size : size.equals("1") ? product : size + "*" + product);
        });
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Polynomial that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
