package dev.secateur.engine.shape;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.shape.Monomial.Atom;
import dev.secateur.engine.shape.Monomial.Floor;
import dev.secateur.engine.shape.Monomial.Name;
import dev.secateur.engine.tensor.Dim;

/// An integer that may depend on symbols: a number, a polynomial in named extents and rounded quotients, or unknown.
///
/// Kept in a normal form, so that equal texts mean equal numbers. Symbols are taken as 0 or more. What overflows a long or
/// grows beyond {@link #MAX_TERMS} terms becomes unknown. Immutable.
final class Extent {

    static final Extent UNKNOWN = new Extent(null);
    static final Extent ZERO = of(0);
    static final Extent ONE = of(1);

    /// A bound on what is worth writing down; longer expressions are unreadable and slow.
    private static final int MAX_TERMS = 12;
    private static final int MAX_DEGREE = 8;
    private static final int MAX_TEXT = 200;

    private final @Nullable SortedMap<Monomial, Long> terms;

    private Extent(@Nullable SortedMap<Monomial, Long> terms) {
        this.terms = terms;
    }

    static Extent of(long number) {
        SortedMap<Monomial, Long> terms = new TreeMap<>(Monomial.ORDER);
        if (number != 0) {
            terms.put(Monomial.ONE, number);
        }
        return new Extent(terms);
    }

    static Extent named(String name) {
        return ofAtom(new Name(name));
    }

    static Extent of(Dim dim) {
        return switch (dim) {
            case Dim.Known(long size) -> of(size);
            case Dim.Symbol(String name) -> named(name);
            case Dim.Unknown u -> UNKNOWN;
        };
    }

    private static Extent ofAtom(Atom atom) {
        if (atom.text().length() > MAX_TEXT) {
            return UNKNOWN;
        }
        SortedMap<Monomial, Long> terms = new TreeMap<>(Monomial.ORDER);
        terms.put(Monomial.of(atom), 1L);
        return new Extent(terms);
    }

    private static Extent ofTerms(SortedMap<Monomial, Long> terms) {
        boolean tooLong = terms.size() > MAX_TERMS
                || !terms.isEmpty() && terms.firstKey().factors().size() > MAX_DEGREE;
        return tooLong ? UNKNOWN : new Extent(terms);
    }

    /// True if it is a number.
    boolean isNumber() {
        return terms != null && (terms.isEmpty() || terms.size() == 1 && terms.containsKey(Monomial.ONE));
    }

    /// True if nothing is known of it.
    boolean isUnknown() {
        return terms == null;
    }

    /// True if it depends on symbols.
    boolean isSymbolic() {
        return terms != null && !isNumber();
    }

    /// True if it is one symbol and nothing else.
    boolean isName() {
        return terms != null && terms.size() == 1 && terms.firstKey().factors().size() == 1
                && terms.firstKey().factors().getFirst() instanceof Name
                && terms.getOrDefault(terms.firstKey(), 0L) == 1;
    }

    /// True if both are known to be the same; two unknown extents are not.
    boolean isSame(Extent other) {
        return terms != null && terms.equals(other.terms);
    }

    /// True if it is the given number.
    boolean is(long number) {
        return isNumber() && number() == number;
    }

    /// The number.
    ///
    /// @throws IllegalStateException if it is none
    long number() {
        if (terms == null || !isNumber()) {
            throw new IllegalStateException(this + " is no number");
        }
        return constant(terms);
    }

    private static long constant(SortedMap<Monomial, Long> terms) {
        return terms.getOrDefault(Monomial.ONE, 0L);
    }

    Extent plus(Extent other) {
        return combine(other, 1);
    }

    Extent plus(long number) {
        return plus(of(number));
    }

    Extent minus(Extent other) {
        return combine(other, -1);
    }

    private Extent combine(Extent other, long sign) {
        if (terms == null || other.terms == null) {
            return UNKNOWN;
        }
        SortedMap<Monomial, Long> sum = new TreeMap<>(terms);
        try {
            for (Map.Entry<Monomial, Long> term : other.terms.entrySet()) {
                add(sum, term.getKey(), Math.multiplyExact(sign, term.getValue()));
            }
        } catch (ArithmeticException overflow) {
            return UNKNOWN;
        }
        return ofTerms(sum);
    }

    private static void add(SortedMap<Monomial, Long> sum, Monomial monomial, long factor) {
        long total = Math.addExact(sum.getOrDefault(monomial, 0L), factor);
        if (total == 0) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, total);
        }
    }

    Extent times(long number) {
        return times(of(number));
    }

    Extent times(Extent other) {
        if (is(0) || other.is(0)) {
            return ZERO;
        }
        if (terms == null || other.terms == null || (long) terms.size() * other.terms.size() > 4 * MAX_TERMS) {
            return UNKNOWN;
        }
        SortedMap<Monomial, Long> product = new TreeMap<>(Monomial.ORDER);
        try {
            for (Map.Entry<Monomial, Long> a : terms.entrySet()) {
                for (Map.Entry<Monomial, Long> b : other.terms.entrySet()) {
                    add(product, a.getKey().times(b.getKey()), Math.multiplyExact(a.getValue(), b.getValue()));
                }
            }
        } catch (ArithmeticException overflow) {
            return UNKNOWN;
        }
        return ofTerms(product);
    }

    /// The product of all.
    static Extent product(List<Extent> factors) {
        Extent product = ONE;
        for (Extent factor : factors) {
            product = product.times(factor);
        }
        return product;
    }

    /// The quotient if the division comes out even for every value of the symbols, else null.
    @Nullable
    Extent exactlyOver(Extent divisor) {
        if (terms == null || divisor.terms == null || divisor.is(0)) {
            return null;
        }
        Extent rest = this;
        Extent quotient = ZERO;
        Monomial lead = divisor.terms.firstKey();
        long leadFactor = divisor.terms.getOrDefault(lead, 0L);
        for (int i = 0; i <= 2 * MAX_TERMS && rest.terms != null && !rest.terms.isEmpty(); i++) {
            Monomial part = rest.terms.firstKey().over(lead);
            long factor = rest.terms.getOrDefault(rest.terms.firstKey(), 0L);
            if (part == null || factor % leadFactor != 0) {
                return null;
            }
            SortedMap<Monomial, Long> term = new TreeMap<>(Monomial.ORDER);
            term.put(part, factor / leadFactor);
            quotient = quotient.plus(new Extent(term));
            rest = rest.minus(divisor.times(new Extent(term)));
        }
        return rest.is(0) ? quotient : null;
    }

    /// The quotient rounded down; unknown if the divisor may be 0 or negative.
    Extent floorOver(Extent divisor) {
        if (divisor.isNumber() && divisor.number() <= 0) {
            return UNKNOWN;
        }
        Extent exact = exactlyOver(divisor);
        if (exact != null) {
            return exact;
        }
        if (terms == null || divisor.terms == null) {
            return UNKNOWN;
        }
        return divisor.isNumber() ? floorOver(divisor.number()) : ofAtom(new Floor(this, divisor));
    }

    /// The quotient by a positive number, rounded down.
    Extent floorOver(long divisor) {
        if (terms == null || divisor <= 0) {
            return UNKNOWN;
        }
        SortedMap<Monomial, Long> whole = new TreeMap<>(Monomial.ORDER);
        SortedMap<Monomial, Long> rest = new TreeMap<>(Monomial.ORDER);
        terms.forEach((monomial, factor) -> {
            put(whole, monomial, Math.floorDiv(factor, divisor));
            put(rest, monomial, Math.floorMod(factor, divisor));
        });
        Extent remainder = new Extent(rest);
        if (remainder.isNumber()) {
            return new Extent(whole);
        }
        return new Extent(whole).plus(reducedFloor(rest, divisor));
    }

    private static void put(SortedMap<Monomial, Long> terms, Monomial monomial, long factor) {
        if (factor != 0) {
            terms.put(monomial, factor);
        }
    }

    /// `floor((floor(a / b) + c) / d) = floor((a + b c) / (b d))`, and a factor common to the symbolic terms and `d` is cancelled.
    private static Extent reducedFloor(SortedMap<Monomial, Long> terms, long divisor) {
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            if (term.getValue() == 1 && term.getKey().factors().size() == 1
                    && term.getKey().factors().getFirst() instanceof Floor inner && inner.denominator().isNumber()) {
                long b = inner.denominator().number();
                Extent others = new Extent(terms).minus(ofAtom(inner));
                if (Math.multiplyHigh(b, divisor) == 0 && b * divisor > 0) {
                    return inner.numerator().plus(others.times(b)).floorOver(b * divisor);
                }
            }
        }
        long common = divisor;
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            common = term.getKey().equals(Monomial.ONE) ? common : gcd(common, term.getValue());
        }
        SortedMap<Monomial, Long> cancelled = new TreeMap<>(Monomial.ORDER);
        long by = common;
        terms.forEach((monomial, factor) -> put(cancelled, monomial, Math.floorDiv(factor, by)));
        return ofAtom(new Floor(new Extent(cancelled), of(divisor / common)));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The quotient by a positive number, rounded up.
    Extent ceilOver(long divisor) {
        return plus(divisor - 1).floorOver(divisor);
    }

    /// True if it cannot be below 0 as far as the signs of its terms tell.
    boolean isSurelyNotNegative() {
        return terms != null && terms.values().stream().allMatch(f -> f > 0);
    }

    /// As the outside sees it; a negative number, which no extent is, becomes unknown.
    Dim toDim() {
        if (terms == null || isNumber() && number() < 0) {
            return Dim.UNKNOWN;
        }
        return isNumber() ? Dim.of(number()) : Dim.of(toString());
    }

    /// The text, in parentheses if it is a sum.
    String factorText() {
        return terms != null && terms.size() > 1 ? "(" + this + ")" : toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Extent that && Objects.equals(terms, that.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(terms);
    }

    @Override
    public String toString() {
        if (terms == null) {
            return "?";
        }
        if (isNumber()) {
            return Long.toString(number());
        }
        StringBuilder text = new StringBuilder();
        terms.forEach((monomial, factor) -> {
            String sign = text.isEmpty() ? factor < 0 ? "-" : "" : factor < 0 ? " - " : " + ";
            long size = Math.abs(factor);
            String product = monomial.text();
            text.append(sign).append(product.isEmpty() ? size : size == 1 ? product : size + "*" + product);
        });
        return text.toString();
    }
}
