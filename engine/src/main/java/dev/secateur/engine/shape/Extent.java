package dev.secateur.engine.shape;

import java.util.List;
import java.util.function.BinaryOperator;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.tensor.Dim;

/// An integer that may depend on symbols: a number, an expression in named extents, or unknown.
///
/// Kept in a normal form, so that equal texts mean equal numbers. Symbols are taken as 0 or more. What overflows a long or
/// becomes unreadably long becomes unknown. Immutable.
sealed interface Extent permits Extent.Unknown, Extent.Number, Polynomial {

    Extent UNKNOWN = new Unknown();
    Extent ZERO = of(0);
    Extent ONE = of(1);

    /// Nothing is known.
    record Unknown() implements Extent {
        @Override
        public String toString() {
            return "?";
        }
    }

    /// A number, possibly negative where it is an element of a tensor.
    record Number(long value) implements Extent {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    static Extent of(long number) {
        return new Number(number);
    }

    static Extent named(String name) {
        return Polynomial.of(new Monomial.Name(name));
    }

    static Extent of(Dim dim) {
        return switch (dim) {
            case Dim.Known(long size) -> of(size);
            case Dim.Symbol(String name) -> named(name);
            case Dim.Unknown u -> UNKNOWN;
        };
    }

    /// True if it is a number.
    default boolean isNumber() {
        return this instanceof Number;
    }

    /// True if nothing is known of it.
    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /// True if it depends on symbols.
    default boolean isSymbolic() {
        return this instanceof Polynomial;
    }

    /// True if it is one symbol and nothing else.
    default boolean isName() {
        return this instanceof Polynomial p && p.isSingleName();
    }

    /// True if both are known to be the same; two unknown extents are not.
    default boolean isSame(Extent other) {
        return !isUnknown() && equals(other);
    }

    /// True if it is the given number.
    default boolean is(long number) {
        return this instanceof Number(long value) && value == number;
    }

    /// The number.
    ///
    /// @throws IllegalStateException if it is none
    default long number() {
        if (this instanceof Number(long value)) {
            return value;
        }
        throw new IllegalStateException(this + " is no number");
    }

    default Extent plus(Extent other) {
        if (this instanceof Number(long a) && other instanceof Number(long b)) {
            long sum = a + b;
            boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
            return overflows ? UNKNOWN : of(sum);
        }
        return combined(other, Polynomial::sum);
    }

    default Extent plus(long number) {
        return number == 0 ? this : plus(of(number));
    }

    default Extent minus(Extent other) {
        return plus(other.times(-1));
    }

    default Extent times(long number) {
        return times(of(number));
    }

    default Extent times(Extent other) {
        if (is(0) || other.is(0)) {
            return ZERO;
        }
        if (this instanceof Number(long a) && other instanceof Number(long b)) {
            long high = Math.multiplyHigh(a, b);
            long low = a * b;
            boolean fits = high == 0 && low >= 0 || high == -1 && low < 0;
            return fits ? of(low) : UNKNOWN;
        }
        return combined(other, Polynomial::product);
    }

    private Extent combined(Extent other, BinaryOperator<@Nullable Polynomial> operation) {
        Polynomial a = Polynomial.of(this);
        Polynomial b = Polynomial.of(other);
        Polynomial result = a == null || b == null ? null : operation.apply(a, b);
        return result == null ? UNKNOWN : result.simplest();
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
    default @Nullable Extent exactlyOver(Extent divisor) {
        Polynomial a = Polynomial.of(this);
        Polynomial b = Polynomial.of(divisor);
        Polynomial quotient = a == null || b == null || divisor.is(0) ? null : a.evenlyOver(b);
        return quotient == null ? null : quotient.simplest();
    }

    /// The quotient rounded down; unknown if the divisor is 0 or negative.
    default Extent floorOver(Extent divisor) {
        if (divisor instanceof Number(long number)) {
            return floorOver(number);
        }
        Extent exact = exactlyOver(divisor);
        if (exact != null || isUnknown() || divisor.isUnknown()) {
            return exact == null ? UNKNOWN : exact;
        }
        return Polynomial.of(new Monomial.Floor(this, divisor));
    }

    /// The quotient by a number, rounded down; unknown if that is 0 or negative.
    default Extent floorOver(long divisor) {
        if (divisor <= 0) {
            return UNKNOWN;
        }
        return switch (this) {
            case Unknown u -> this;
            case Number(long value) -> of(Math.floorDiv(value, divisor));
            case Polynomial p -> divisor == 1 ? p : p.roundedOver(divisor);
        };
    }

    /// The quotient by a positive number, rounded up.
    default Extent ceilOver(long divisor) {
        return plus(divisor - 1).floorOver(divisor);
    }

    /// True if it cannot be below 0 as far as the signs of its terms tell.
    default boolean isSurelyNotNegative() {
        return switch (this) {
            case Unknown u -> false;
            case Number(long value) -> value >= 0;
            case Polynomial p -> p.hasNoNegativeTerm();
        };
    }

    /// As the outside sees it; a negative number, which no extent is, becomes unknown.
    default Dim toDim() {
        return switch (this) {
            case Unknown u -> Dim.UNKNOWN;
            case Number(long value) -> value < 0 ? Dim.UNKNOWN : Dim.of(value);
            case Polynomial p -> Dim.of(p.toString());
        };
    }

    /// The text, in parentheses if it is a sum.
    default String factorText() {
        return this instanceof Polynomial p && p.isSum() ? "(" + this + ")" : toString();
    }
}
